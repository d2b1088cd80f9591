-- CreateTable
CREATE TABLE "MessageMention" (
    "threadSlug" TEXT NOT NULL,
    "anchor" TEXT NOT NULL,
    "messageId" TEXT NOT NULL,
    "document" TEXT NOT NULL,

    PRIMARY KEY ("threadSlug", "anchor"),
    CONSTRAINT "MessageMention_threadSlug_fkey" FOREIGN KEY ("threadSlug") REFERENCES "Thread" ("slug") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "MessageMention_messageId_idx" ON "MessageMention"("messageId");
