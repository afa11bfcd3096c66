-- The id of a booking nearly doubles the row of a seat. With this much room, the new version of each row of a page fits on that
-- page, and the update writes no index. Takes effect for new pages only.
alter table seats set (fillfactor = 50);
