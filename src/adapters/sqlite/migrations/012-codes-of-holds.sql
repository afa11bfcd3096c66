-- To find a hold by the code that its buyer tells the box office. Codes are random, so the event is not part of the index. A code
-- never changes, so only a new hold writes the index.
create index holds_by_code on holds (code);
