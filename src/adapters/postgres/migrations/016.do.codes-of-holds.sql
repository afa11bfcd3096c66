-- To find a hold by the code that its buyer tells the box office. Codes are random, so the event is not part of the index. The
-- index is not partial, because the end of a hold would then always write it.
create index holds_by_code on holds (code);
