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
  `
  create index lead_conversation on lead (conversation);

  create table conversation (
    id text primary key,
    at integer not null,
    messages integer not null,
    last text not null,
    topic text not null,
    intent text not null,
    urgency text not null,
    summary text,
    words text not null -- of topic, last and summary, folded for the search
  ) without rowid;
  create index conversation_at on conversation (at, id);

  create table follow_up (
    conversation text not null,
    id text not null, -- of its message
    kind text not null,
    state text not null, -- sent, answered, declined or cancelled
    at integer not null,
    primary key (conversation, id)
  ) without rowid;
  create table follow_up_total (state text primary key, count integer not null) without rowid; -- erased conversations' too

  create table push_target (
    seq integer primary key,
    conversation text not null,
    endpoint text not null,
    p256dh text not null,
    auth text not null,
    unique (conversation, endpoint)
  );

  create table address (
    key text primary key, -- a digest: a conversation that is erased leaves no address behind
    mailed text, -- the delivery that was the first to this address
    confirmed integer not null default 0,
    unsubscribed integer not null default 0
  ) without rowid;

  create table delivery (
    seq integer primary key,
    id text not null unique,
    conversation text not null,
    message text not null,
    kind text not null,
    adapter text not null, -- webhook, email or push
    target text not null, -- its address
    host text not null, -- of the address; of an e-mail nothing
    content text not null, -- what is said, as JSON
    state text not null, -- pending, handing (an e-mail that is being handed over), delivered, dead, failed or unknown
    attempts integer not null default 0,
    error text,
    at integer not null, -- of the message
    changed_at integer not null,
    next_at integer -- only while it is pending
  );
  create index delivery_next on delivery (next_at) where next_at is not null;
  create index delivery_conversation on delivery (conversation);
  `,
  `
  create table confirmation ( -- somebody came back to the conversation by a link that was mailed to the address
    conversation text not null,
    address text not null, -- its key
    primary key (conversation, address)
  ) without rowid;
  create index delivery_email on delivery (at) where adapter = 'email';
  `,
  `
  alter table passage add column stems text; -- title, heading and text, a line each; null until it is in stem_index
  create index passage_unindexed on passage (id) where stems is null;
  drop table passage_index;
  create virtual table stem_index using fts5 (
    title, heading, text,
    content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
  );
  create virtual table stem_count using fts5vocab (stem_index, row);
  `,
  `
  create table own_page ( -- given by the API; its passages are those of page "own:" and its id
    id text primary key,
    title text not null,
    text text not null,
    cited text, -- the address as it was given
    address text, -- in the form of a crawl: what a crawl finds there is not kept
    lang text,
    passages integer not null,
    at integer not null
  ) without rowid;
  create index own_page_address on own_page (address) where address is not null;

  create table pair (
    id text primary key,
    questions text not null, -- as JSON
    answer text not null,
    url text,
    at integer not null
  ) without rowid;

  create table gap (
    id text primary key,
    count integer not null,
    at integer not null, -- asked last
    dismissed integer -- how often it was asked since it was dismissed; of an open one nothing
  ) without rowid;
  create index gap_at on gap (at, id);
  create table gap_asked (
    conversation text not null,
    message text not null, -- the visitor's
    gap text not null,
    question text not null, -- masked
    at integer not null,
    primary key (conversation, message)
  ) without rowid;
  create index gap_asked_gap on gap_asked (gap, at);
  `,
  // A crawl that was running before starts anew: its frontier knew too little to go on with.
  `
  drop table frontier;
  create table frontier (
    url text primary key,
    id integer not null, -- by which links name it
    place integer not null, -- in the order in which its crawl found it
    kind text not null, -- see frontier.ts
    run integer not null, -- the last crawl that found it
    done integer not null,
    outcome integer not null, -- 0 nothing, 1 read without text, 2 read with text
    attempts integer not null,
    due integer not null,
    etag text,
    modified text,
    canonical text, -- the page that it said it is
    entry text, -- what a feed says of it, as JSON; only until it is done
    links blob -- ids of the pages it links to
  ) without rowid;
  delete from state where key = 'crawl';
  `,
];
