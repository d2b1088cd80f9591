-- CreateTable
CREATE TABLE "MailList" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "name" TEXT NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "MailSource" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "listId" INTEGER NOT NULL,
    "place" TEXT NOT NULL,
    "position" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "MailOrigin" (
    "sourceId" INTEGER NOT NULL,
    "key" BLOB NOT NULL,
    "messageId" INTEGER NOT NULL,

    PRIMARY KEY ("sourceId", "key")
);

-- CreateTable
CREATE TABLE "MailName" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "listId" INTEGER NOT NULL,
    "messageId" TEXT NOT NULL,
    "threadId" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Message" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "listId" INTEGER NOT NULL,
    "nameId" INTEGER NOT NULL,
    "subject" TEXT NOT NULL,
    "fromName" TEXT NOT NULL,
    "fromAddress" TEXT NOT NULL,
    "sentMs" REAL NOT NULL,
    "receivedMs" REAL,
    "ancestors" TEXT NOT NULL,
    "parentFrom" INTEGER NOT NULL,
    "hasDiff" INTEGER NOT NULL,
    "changeId" TEXT NOT NULL,
    "digest" BLOB NOT NULL,
    "blockId" INTEGER NOT NULL,
    "rawAt" INTEGER NOT NULL,
    "rawBytes" INTEGER NOT NULL,
    "documentBytes" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "MailBlock" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "bytes" BLOB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "MailList_name_key" ON "MailList"("name");

-- CreateIndex
CREATE UNIQUE INDEX "MailSource_listId_place_key" ON "MailSource"("listId", "place");

-- CreateIndex
CREATE INDEX "MailOrigin_messageId_idx" ON "MailOrigin"("messageId");

-- CreateIndex
CREATE INDEX "MailName_messageId_idx" ON "MailName"("messageId");

-- CreateIndex
CREATE INDEX "MailName_threadId_idx" ON "MailName"("threadId");

-- CreateIndex
CREATE UNIQUE INDEX "MailName_listId_messageId_key" ON "MailName"("listId", "messageId");

-- CreateIndex
CREATE INDEX "Message_nameId_idx" ON "Message"("nameId");

-- CreateIndex
CREATE INDEX "Message_listId_sentMs_idx" ON "Message"("listId", "sentMs");

-- CreateIndex
CREATE INDEX "Message_blockId_idx" ON "Message"("blockId");

-- only sqlite
-- Full text of messages, each word in one field; the texts themselves are in MailBlock. `_` stays
-- inside words, so that identifiers stay whole.
CREATE VIRTUAL TABLE "MessageText" USING fts5(
    subject, "from", "to", cc, attachments, words, quoted,
    diffFiles, diffFunctions, diffRemoved, diffAdded, diffContext, diffOldBlobs, diffNewBlobs,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 2 tokenchars '_'"
);
