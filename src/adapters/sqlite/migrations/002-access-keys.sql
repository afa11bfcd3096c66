-- Keys of operators and sellers. Each has 256 random bits, so its SHA-256 digest reveals nothing about it.
create table access_keys (
  name text primary key,
  role text not null check (role in ('viewer', 'seller', 'office', 'admin')),
  digest text not null,
  created_at integer not null
) strict, without rowid;
