// The tables of a site's object. Add a migration at the end; never change one that has shipped.

export const MIGRATIONS: readonly string[] = [
  `
  create table state (key text primary key, value) without rowid;

  create table page (
    id integer primary key,
    url text not null unique,
    hash text not null,
    crawl text not null -- the last crawl that found it there
  );
  create table passage (
    id integer primary key,
    page integer not null,
    title text not null,
    heading text not null,
    url text not null,
    text text not null
  );
  create index passage_page on passage (page);
  create virtual table passage_index using fts5 (
    title, heading, text,
    content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
  );

  create table frontier (
    id integer primary key,
    url text not null unique,
    kind text not null, -- page, sitemap, or part: a sitemap that another one names
    done integer not null default 0
  );

  create table lead (
    seq integer primary key,
    id text not null unique,
    conversation text not null,
    name text,
    email text,
    phone text,
    note text not null,
    at integer not null
  );

  create table usage (day text primary key, begun integer not null, model integer not null, pages integer not null) without rowid;
  `,
];
