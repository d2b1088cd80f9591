-- CreateTable
CREATE TABLE "MessagePatch" (
    "patchId" TEXT NOT NULL,
    "messageId" INTEGER NOT NULL,

    PRIMARY KEY ("patchId", "messageId")
);

-- CreateTable
CREATE TABLE "PatchToName" (
    "messageId" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT
);

-- CreateIndex
CREATE INDEX "MessagePatch_messageId_idx" ON "MessagePatch"("messageId");

-- Mail that is here already is named by the next import.
INSERT INTO "PatchToName" ("messageId") SELECT "id" FROM "Message" WHERE "hasDiff" = 1;
