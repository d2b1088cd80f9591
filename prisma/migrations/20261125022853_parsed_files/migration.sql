-- CreateTable
CREATE TABLE "ParsedFile" (
    "path" TEXT NOT NULL PRIMARY KEY,
    "digest" TEXT NOT NULL,
    "outline" TEXT NOT NULL,
    "value" BLOB
);
