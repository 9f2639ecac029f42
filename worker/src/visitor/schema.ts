// The tables of one conversation's database. As few as can be, without a secondary index: rows written are the bill.

export const MIGRATIONS = [
  `create table message (
     id text primary key,
     seq integer not null,
     rev integer not null,
     role text not null,
     state text not null,
     at integer not null,
     text text not null,
     more text, -- JSON: the message's optional fields
     read integer not null -- how far the visitor had read when this was written: so reading costs no row
   ) without rowid;
   create table state (key text primary key, value) without rowid;`,
];
