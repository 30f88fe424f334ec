"""The tables of the store."""

from __future__ import annotations

SCHEMA = """
-- What the whole store was made with: settings, clock, versions.
CREATE TABLE fact_of_build (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

-- Every file that was looked at; a file without a stamp is read again. What lies beside the articles has the
-- place, as disks see it, where it would be published.
CREATE TABLE file (
  path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER, digest BLOB NOT NULL,
  place TEXT
) WITHOUT ROWID;
CREATE INDEX file_place ON file (place) WHERE place IS NOT NULL;

-- Every article, and what it emitted. A faulty one has claims and nothing else in the indexes.
CREATE TABLE source (
  id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, input BLOB NOT NULL, emission BLOB,
  digests BLOB NOT NULL, status TEXT NOT NULL, faulty INTEGER NOT NULL, provisional INTEGER NOT NULL
);
CREATE INDEX source_provisional ON source (path) WHERE provisional;
CREATE INDEX source_faulty ON source (path) WHERE faulty;
CREATE INDEX source_unreadable ON source (path) WHERE emission IS NULL;
CREATE INDEX source_withheld ON source (status, faulty) WHERE status NOT IN ('', 'published');
CREATE TABLE shape (source INTEGER PRIMARY KEY, location BLOB, card BLOB, names BLOB, corrections BLOB);
-- An article as it is published now; as it was parsed, where time makes a difference.
CREATE TABLE body (source INTEGER PRIMARY KEY, article BLOB NOT NULL, parsed BLOB);

-- The indexes: entries in their order, counts of keys, single values, and the moments of change; of the
-- moments, those without an article (source 0) are of the front pages.
CREATE TABLE entry (
  idx TEXT, key TEXT, place TEXT, source INTEGER NOT NULL, PRIMARY KEY (idx, key, place)
) WITHOUT ROWID;
CREATE TABLE fold (idx TEXT, key TEXT, count INTEGER NOT NULL, PRIMARY KEY (idx, key)) WITHOUT ROWID;
CREATE TABLE fact (idx TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (idx, key)) WITHOUT ROWID;
CREATE TABLE moment (
  at TEXT, source INTEGER, what TEXT, PRIMARY KEY (at, source, what)
) WITHOUT ROWID;

-- Problems by what they were found in, so that an unchanged fault is told by every build.
CREATE TABLE problem (owner TEXT PRIMARY KEY, problems BLOB NOT NULL) WITHOUT ROWID;

-- The jobs: each prints one file. A job that is not fresh has a reason.
CREATE TABLE job (
  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, family TEXT NOT NULL, key TEXT NOT NULL, url TEXT,
  state INTEGER NOT NULL, reason BLOB, UNIQUE (kind, key)
);
CREATE INDEX job_family ON job (kind, family);
CREATE INDEX job_url ON job (url) WHERE url IS NOT NULL;
CREATE INDEX job_state ON job (state, kind, key) WHERE state != 0;

-- What each job has read: intervals of keys. A key stands in `spot` once.
CREATE TABLE spot (id INTEGER PRIMARY KEY, idx TEXT NOT NULL, key TEXT NOT NULL, UNIQUE (idx, key));
CREATE TABLE read (
  id INTEGER PRIMARY KEY, spot INTEGER NOT NULL, job INTEGER NOT NULL,
  stem TEXT NOT NULL, low TEXT, high TEXT, shape TEXT
);
CREATE TABLE job_reads (job INTEGER PRIMARY KEY, reads BLOB NOT NULL);

-- Every address that was ever published, and whether there was no file of it at the last publication.
CREATE TABLE ledger (
  url TEXT, source TEXT, digest TEXT, key TEXT, path TEXT NOT NULL, dead INTEGER NOT NULL,
  PRIMARY KEY (url, source, digest, key)
) WITHOUT ROWID;
CREATE INDEX ledger_path ON ledger (path);
CREATE INDEX ledger_dead ON ledger (path) WHERE dead;

-- What lies in the output, and what each file was when it was put there.
CREATE TABLE output (
  path TEXT PRIMARY KEY, folded TEXT NOT NULL, job INTEGER NOT NULL, digest TEXT NOT NULL,
  source TEXT NOT NULL, identity TEXT NOT NULL, size INTEGER NOT NULL, mtime INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX output_job ON output (job);
CREATE INDEX output_folded ON output (folded);
"""

READ_INDEXES = """
CREATE INDEX IF NOT EXISTS read_stem ON read (spot, stem);
"""
"""Made after the first build has noted its reads: it is cheaper to sort once than to insert in place."""
