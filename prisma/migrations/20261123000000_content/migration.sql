-- CreateTable
CREATE TABLE "Edition" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT DEFAULT 1,
    "number" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,
    "indexedAt" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Thread" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "startedMs" REAL NOT NULL,
    "positions" INTEGER NOT NULL,
    "summary" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "markdown" TEXT NOT NULL,
    "digest" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "ThreadFacet" (
    "facet" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "threadSlug" TEXT NOT NULL,

    PRIMARY KEY ("facet", "value", "threadSlug"),
    CONSTRAINT "ThreadFacet_threadSlug_fkey" FOREIGN KEY ("threadSlug") REFERENCES "Thread" ("slug") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Position" (
    "threadSlug" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "personSlug" TEXT NOT NULL,
    "stance" TEXT NOT NULL,
    "on" TEXT NOT NULL,
    "document" TEXT NOT NULL,

    PRIMARY KEY ("threadSlug", "anchor"),
    CONSTRAINT "Position_threadSlug_fkey" FOREIGN KEY ("threadSlug") REFERENCES "Thread" ("slug") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Position_personSlug_fkey" FOREIGN KEY ("personSlug") REFERENCES "Person" ("slug") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Person" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "sortName" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "digest" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Topic" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "title" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "digest" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Source" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "ordinal" INTEGER NOT NULL,
    "document" TEXT NOT NULL,
    "digest" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Citation" (
    "sourceId" TEXT NOT NULL,
    "threadSlug" TEXT NOT NULL,

    PRIMARY KEY ("sourceId", "threadSlug"),
    CONSTRAINT "Citation_sourceId_fkey" FOREIGN KEY ("sourceId") REFERENCES "Source" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Citation_threadSlug_fkey" FOREIGN KEY ("threadSlug") REFERENCES "Thread" ("slug") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Redirect" (
    "path" TEXT NOT NULL PRIMARY KEY,
    "target" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SearchDocument" (
    "rowid" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "names" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "thread" TEXT NOT NULL,
    "threadTitle" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "personName" TEXT NOT NULL,
    "stance" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "topics" TEXT NOT NULL,
    "lists" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Thread_startedMs_idx" ON "Thread"("startedMs");

-- CreateIndex
CREATE INDEX "ThreadFacet_threadSlug_idx" ON "ThreadFacet"("threadSlug");

-- CreateIndex
CREATE INDEX "Position_personSlug_on_idx" ON "Position"("personSlug", "on");

-- CreateIndex
CREATE INDEX "Person_sortName_idx" ON "Person"("sortName");

-- CreateIndex
CREATE INDEX "Citation_threadSlug_idx" ON "Citation"("threadSlug");

-- CreateIndex
CREATE UNIQUE INDEX "SearchDocument_id_key" ON "SearchDocument"("id");

-- CreateIndex
CREATE INDEX "SearchDocument_thread_idx" ON "SearchDocument"("thread");

-- only sqlite
-- Full text over SearchDocument. `_` stays inside words, so that identifiers stay whole.
CREATE VIRTUAL TABLE "SearchText" USING fts5(
    title, names, text, quote,
    content = 'SearchDocument',
    content_rowid = 'rowid',
    tokenize = "unicode61 remove_diacritics 2 tokenchars '_'",
    prefix = '2 3'
);
