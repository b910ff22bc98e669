-- A store of version 1: two articles, coded and not searchable yet. The schema
-- is that of the first step as it was published.

-- The record: articles with their versions, what was coded from each, by which
-- program in which run, and what was removed. Integer keys stay inside the
-- store; text ids are what the world sees.

CREATE TABLE programs (
  id       INTEGER PRIMARY KEY,
  versions TEXT NOT NULL UNIQUE -- record.Versions as JSON
);

CREATE TABLE runs (
  id        INTEGER PRIMARY KEY,
  program   INTEGER NOT NULL REFERENCES programs,
  started   TEXT NOT NULL, -- RFC 3339, UTC
  finished  TEXT,          -- NULL while it goes on, and after a crash
  state     TEXT NOT NULL, -- running, done, interrupted, failed
  arguments TEXT NOT NULL, -- JSON list
  counts    TEXT NOT NULL  -- JSON, as of the last batch written
);

CREATE TABLE documents (
  id        INTEGER PRIMARY KEY,
  document  TEXT NOT NULL UNIQUE,       -- canonical URL, else sha256: and a hash
  host      TEXT NOT NULL,              -- of the URL; empty without one
  publisher TEXT NOT NULL,
  coding    INTEGER REFERENCES codings  -- the one that holds now
);
CREATE UNIQUE INDEX documents_coding ON documents (coding);
CREATE INDEX documents_publisher ON documents (publisher);
CREATE INDEX documents_host ON documents (host);

CREATE TABLE versions (
  id         INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES documents,
  sha256     TEXT NOT NULL, -- of texts.text
  run        INTEGER NOT NULL REFERENCES runs,
  story      TEXT NOT NULL, -- the id it came with
  url        TEXT NOT NULL, -- as printed
  publisher  TEXT NOT NULL,
  title      TEXT NOT NULL,
  author     TEXT NOT NULL,
  published  TEXT NOT NULL, -- as given
  day        TEXT NOT NULL, -- of published, as exact as known; empty if not known
  language   TEXT NOT NULL,
  format     TEXT NOT NULL,
  charset    TEXT NOT NULL,
  path       TEXT NOT NULL,
  line       INTEGER NOT NULL,
  retrieved  TEXT,          -- RFC 3339; NULL if the input does not say
  raw_sha256 TEXT NOT NULL, -- of the raw bytes before compression
  extra      TEXT NOT NULL, -- JSON: fields that pass through
  UNIQUE (document, sha256)
);
CREATE INDEX versions_url ON versions (url);
CREATE INDEX versions_story ON versions (story);
CREATE INDEX versions_run ON versions (run);

CREATE TABLE texts (
  version INTEGER PRIMARY KEY REFERENCES versions,
  regions TEXT NOT NULL, -- JSON: [start, end) of title, text, caption, apart
  text    TEXT NOT NULL
);

CREATE TABLE raws (
  version INTEGER PRIMARY KEY REFERENCES versions,
  raw     BLOB NOT NULL -- zstd
);

CREATE TABLE sentences (
  id      INTEGER PRIMARY KEY,
  version INTEGER NOT NULL REFERENCES versions,
  start   INTEGER NOT NULL, -- bytes of texts.text
  finish  INTEGER NOT NULL
);
CREATE INDEX sentences_version ON sentences (version);

-- A coding is what one program made of one version. It is never changed: a
-- newer program adds another.
CREATE TABLE codings (
  id         INTEGER PRIMARY KEY,
  version    INTEGER NOT NULL REFERENCES versions,
  program    INTEGER NOT NULL REFERENCES programs,
  run        INTEGER NOT NULL REFERENCES runs,
  outcome    TEXT NOT NULL,
  reports    INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  set_aside  INTEGER NOT NULL,
  sentences  INTEGER NOT NULL,
  words      INTEGER NOT NULL,
  record     BLOB NOT NULL, -- zstd of JSON: reports, statements, set_aside, remarks, counts
  UNIQUE (version, program)
);
CREATE INDEX codings_run ON codings (run);

-- What is looked up of a report; the whole of it stands in codings.record.
CREATE TABLE reports (
  id          INTEGER PRIMARY KEY,
  coding      INTEGER NOT NULL REFERENCES codings,
  n           INTEGER NOT NULL, -- position in the record
  report      TEXT NOT NULL,
  type        TEXT NOT NULL,
  mode        TEXT NOT NULL,
  status      TEXT NOT NULL,
  background  INTEGER NOT NULL,
  date        TEXT NOT NULL, -- empty if the text does not say
  date_end    TEXT NOT NULL,
  day         TEXT NOT NULL, -- date, else the day of publication
  country     TEXT NOT NULL, -- of the place
  attribution TEXT NOT NULL, -- actor id, else country, of who says so; empty for the article
  source_kind TEXT NOT NULL,
  UNIQUE (coding, n)
);
CREATE INDEX reports_report ON reports (report);
CREATE INDEX reports_type ON reports (type, day);
CREATE INDEX reports_country ON reports (country, day);

-- Who takes part, by country and by actor id.
CREATE TABLE parties (
  code   TEXT NOT NULL,
  day    TEXT NOT NULL,
  report INTEGER NOT NULL REFERENCES reports,
  side   TEXT NOT NULL, -- actor, recipient
  PRIMARY KEY (code, day, report, side)
) WITHOUT ROWID;
CREATE INDEX parties_report ON parties (report);

-- Pairs of countries.
CREATE TABLE dyads (
  actor     TEXT NOT NULL,
  recipient TEXT NOT NULL,
  day       TEXT NOT NULL,
  report    INTEGER NOT NULL REFERENCES reports,
  PRIMARY KEY (actor, recipient, day, report)
) WITHOUT ROWID;
CREATE INDEX dyads_report ON dyads (report);

CREATE TABLE statements (
  id      INTEGER PRIMARY KEY,
  coding  INTEGER NOT NULL REFERENCES codings,
  n       INTEGER NOT NULL,
  actor   TEXT NOT NULL, -- of the speaker
  country TEXT NOT NULL,
  direct  INTEGER NOT NULL,
  UNIQUE (coding, n)
);
CREATE INDEX statements_actor ON statements (actor);
CREATE INDEX statements_country ON statements (country);

-- Sentences set aside, by reason; their words stand in codings.record.
CREATE TABLE set_aside (
  coding INTEGER NOT NULL REFERENCES codings,
  reason TEXT NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (coding, reason)
) WITHOUT ROWID;

-- Inputs that gave no article.
CREATE TABLE failures (
  path    TEXT NOT NULL,
  line    INTEGER NOT NULL,
  code    TEXT NOT NULL,
  message TEXT NOT NULL,
  run     INTEGER NOT NULL REFERENCES runs,
  PRIMARY KEY (path, line, code)
) WITHOUT ROWID;

-- What was taken out and is not taken in again.
CREATE TABLE tombstones (
  kind    TEXT NOT NULL, -- document, source
  target  TEXT NOT NULL, -- document id; publisher or host in lower case
  why     TEXT NOT NULL,
  removed TEXT NOT NULL, -- RFC 3339, UTC
  PRIMARY KEY (kind, target)
) WITHOUT ROWID;


INSERT INTO programs VALUES (1, '{"casus":"0.1.0","model":"model sha256:1","lexicon":"sha256:2","places":"sha256:3"}');
INSERT INTO runs VALUES (1, 1, '2026-03-09T12:00:00Z', '2026-03-09T12:00:00Z', 'done', '["add","feed.jsonl"]', '{"added":2,"updated":0,"recoded":0,"known":0,"removed":0,"failed":0,"not_english":0,"no_date":0,"reports":2,"statements":2,"set_aside":2}');
INSERT INTO documents VALUES (1, 'https://example.org/news/0', 'example.org', 'Outlet 0', 1);
INSERT INTO documents VALUES (2, 'https://example.org/news/1', 'example.org', 'Outlet 1', 2);
INSERT INTO versions VALUES (1, 1, '72628072ab0f7d063a804d3f867a8f73170e77e36db522291579093d8252dc33', 1, 's0', 'https://example.org/news/0', 'Outlet 0', 'Russia and Iran: day 0', '', '2026-03-01', '2026-03-01', 'en', 'jsonl', 'utf-8', 'feed.jsonl', 1, NULL, '6e2b0997a29f8d996a008d82655ea94429703ad412a67595557fe5dd80e3b850', '[{"name":"desk","value":"{ \"n\": 0 }"}]');
INSERT INTO versions VALUES (2, 2, 'faebe365b9f8961dcc1c5e0edd2773eba615bd2e8b8c85b867f11fe02057366a', 1, 's1', 'https://example.org/news/1', 'Outlet 1', 'Iran and China: day 1', '', '2026-03-02', '2026-03-02', 'en', 'jsonl', 'utf-8', 'feed.jsonl', 2, NULL, '247e163b4c5bff0d6bd7786bfee6e52684b2718e58c2c3dc78088066d5756e0b', '[{"name":"desk","value":"{ \"n\": 1 }"}]');
INSERT INTO texts VALUES (1, '[[0,22],[24,181],[181,181],[181,181]]', 'Russia and Iran: day 0

Russia attacked Iran on Monday, a spokesman said. “It was expected — long ago,” Foreign Minister Ali Çelik of Russia said. The talks in Geneva failed.');
INSERT INTO texts VALUES (2, '[[0,21],[23,177],[177,177],[177,177]]', 'Iran and China: day 1

Iran condemned China on Monday, a spokesman said. “It was expected — long ago,” Foreign Minister Ali Çelik of Iran said. The talks in Paris failed.');
INSERT INTO raws VALUES (1, x'28b52ffd44005600ed07009292392c80b121000c03ba869df8f24b33d7ceca6ea927ebb34b6f93fbddb9fb3443a418a769a3bd49bacc81770c66069323d636a68d5486e53d4866099da69ddb2864c3a5c3da360c48d60af26d43c66c91ccb07dce2005502ac8319a0cbb960028955cdb8c7d209b501fd98a00944a22165398ac0eb88e7b606aa2882e768b6497eb30b4bb21db47934ca9ce4f89ba03771d9df7eacb686458dbd105d261201d08122971f5d55a64f5e79a8e1ad1958af52972b1a6320863c2d5b735eba3a7ec6d1d11aefeb681ac2dc4e7e869818fe585790eb1ed7128649745c1a7bbb97a7bf1e8095e7db14b020600530c08c3964d1c031e1b662761a9485a15053a1c5b5b');
INSERT INTO raws VALUES (2, x'28b52ffd44005200e507009252392b90a121000f8007ccee87f22c2f6b7b1b9f12f5d9a5a7c9fdeeb4af71970c6f9135659c885fdfb9b9952e0c931f9636960d43f612c1cb0c9f96d1ea24b8e1fcb0a60b03cc1a819f46c8962dbc0dd3e70c2c805249ae4937eb9a01502a5e1a190a41d4301f8e8a00948a0f8b25f4a603eae320e8748ae45ab7f03aeb3a74ad634488c6a78919abef2d517fa0aea7af5e5d9b8c9acdf6f404c22080300c241089abafd6a2557fce8951467259e532a7c06bd39b4f71756d91c5a7338eda627470f5a70e644d21829ece2cf0a1bb34cf1db4418e84e8b22808c5e85cbdbde8e90cbcfa6297040600510c8460bb268e1c6f0db291b0341cad8a02fb6e128a');
INSERT INTO sentences VALUES (1, 1, 0, 22);
INSERT INTO sentences VALUES (2, 1, 24, 73);
INSERT INTO sentences VALUES (3, 1, 74, 153);
INSERT INTO sentences VALUES (4, 1, 154, 181);
INSERT INTO sentences VALUES (5, 2, 0, 21);
INSERT INTO sentences VALUES (6, 2, 23, 72);
INSERT INTO sentences VALUES (7, 2, 73, 150);
INSERT INTO sentences VALUES (8, 2, 151, 177);
INSERT INTO codings VALUES (1, 1, 1, 1, 'coded', 1, 1, 1, 4, 31, x'28b52ffd6471059d140042266f3370b72100fc7ff45555cf330ad5fc0e698bbe77df7e26999f92a4f4997887ac6e64070c03396a35921049c8fed5e64c5701802551d4ac338c2ef280ac73dba880d7d9d9c4e83e97adedea8d08395535c729d11a35cd23d23c22131728ee442bb36e6b992c3139eee98207c93d86b4daeca06b48f0e274a380e4002343c54ba60b8c2f31c0c8488f85264e05a9250d3032bedeb099ae6b10bb8ade1493f0eb0d3ae76a7dd5497d18a34d89224ac47ad3664af14f266932498f36eb83f6eafa8bedab0882c302bf1e1593ec2a61bd255471b5d058d78d8c17a280aee97bce69a8e2b63baf945f5ad61b84e25e1c96955d88b1f875863a9b59bee7ea996c5f87d1b163bacf1f8e06c4d150681c4db62b4aa41da10a89cd0976b590b0dea05e39d67bb3f96abd3d751665509b4ba057942334979c6062589df870caa432d9606c483026982b4929629d95416dd8d461d99d5f5fbd5cdc76010709cc953454f738a67b45895edc233030e0eb1b9b295ffd01c2e1eb996d084576f574cc90c3d7db427b63b3bca25868c3c8aede83e0bab688b9fa0102100c0f0f0c5fd727d3570750698f00950602812c2834854659d38ac47ebdb95f44ac736f7c747f11502000428090a2eb0176210c742f37ed12241ce44480f12497bd91635635ea738dcf1dd75742b189601022999042046867ecc30b60b65da78c82c9f094fcb824eb38128245026c2461103fc3adc60232035d1b4e914128c640b52ebabad928759176c12c1ae8b05987d0dbdf828c1d2f16598ad4bd37243aa105dc1444364c93e5b8b099261fa67bc2c96d1d201566c04b37aedc2af452199a110fc7a801eee3815f15a306285d2b980ac105ae7b4864b6bd7e8b1822824e6443db7869a060e1f6d870101dce2f310f6801edcbe5fac467b95414b014ea1d');
INSERT INTO codings VALUES (2, 2, 1, 1, 'coded', 1, 1, 1, 4, 31, x'28b52ffd6463059d140062e66f3460694300fffcb57ffe7f2cd54dfc7a84287e9f9efcf4f2bb53e4f6997c9b7800758d6262307b629248e2f7febf8d423d157f3e01d3e4b0c785ef6938d8a363c8e0ebc11ed9e38513a30cbd6c755f67c08da9cbbd9810ad53e3341e05a7f1582a12644b6b8ccace25471405aacb83b44104f5a006c5daf1ed73505b79ca5080826071b16025556521a41c585ca88842554c06aa230f2c2ecededb4df939a97d4d778ac93dbbdb77f96267bda44611a33d99a6c903bbd36e2af14b244a225191765448e2afeb2bb8bf9e8486b267878ac9f6e56077294d7c3918eccab0459624f63985a0776929e271777e698492c2ee56825cb9b48c60965a83678f5267c79650f4f54cbab32f7cf135e5e84ec370340c004ee3a4fb9a4cda509a80e0b4b42f8607bb5bfd6ad89bb3e317bb83f451b4adbab740bf264f702fa3dac444bdc028aa542b936ea1835aa8947a608fda567b9d2e46ddc27676d64ae5711380e43e0ba4575ff49af2d76482205f8181016767d84de3d70b1c889c3dc3bd126c5fdfe4c8d99b429b61b7fc9a50682f6c5f10242dbb3a88f97a000409209086b36b94e9af3f8d5b781c45c1718f477b181e5d683820f8eceebde2813d36c348f915014f2000428090a2eb017621e4a75d0164bdb76cd6bab872ef77b652077ada8989e376da2822110c002413408880e88c5d78e1cab6db9251f8181e8f1fb7637238f2de4640702404e267b0d5183c668c6b8311c582665d6875b34eeac2ec821134d069b30ea0b7cf0531761c5864294e776f68080509b879896c9827cb7161334d3e8cf78493db3a402acc80976e5cb955e8a53234231e8e5103dcc703bf6a460d50ba53301a82065ce19008ee74bd153c42c2d40dfad00e6de3a58182858798c3a16d387fc43ca0056c2f17eb131de5525170eb98a7');
INSERT INTO reports VALUES (1, 1, 0, 'r_bedce26d693332b81db7', 'ASSAULT', '', 'occurred', 0, '2026-03-01', '', '2026-03-01', '', '', '');
INSERT INTO reports VALUES (2, 2, 0, 'r_318e595c44d27fd58d05', 'ACCUSE', '', 'occurred', 0, '2026-03-02', '', '2026-03-02', '', '', '');
INSERT INTO parties VALUES ('IRN', '2026-03-01', 1, 'recipient');
INSERT INTO parties VALUES ('RUS', '2026-03-01', 1, 'actor');
INSERT INTO parties VALUES ('CHN', '2026-03-02', 2, 'recipient');
INSERT INTO parties VALUES ('IRN', '2026-03-02', 2, 'actor');
INSERT INTO dyads VALUES ('RUS', 'IRN', '2026-03-01', 1);
INSERT INTO dyads VALUES ('IRN', 'CHN', '2026-03-02', 2);
INSERT INTO statements VALUES (1, 1, 0, 'RUS', 'RUS', 0);
INSERT INTO statements VALUES (2, 2, 0, 'IRN', 'IRN', 0);
INSERT INTO set_aside VALUES (1, 'no-recipient', 1);
INSERT INTO set_aside VALUES (2, 'no-recipient', 1);
PRAGMA user_version = 1;
