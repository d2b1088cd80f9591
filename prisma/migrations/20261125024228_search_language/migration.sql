-- Everything here is made from content/ and is made again by the next indexing.
DROP TABLE "SearchText";
DROP TABLE "SearchDocument";

-- CreateTable
CREATE TABLE "SearchDocument" (
    "rowid" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "id" TEXT NOT NULL,
    "document" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "SearchName" (
    "of" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "rowid" INTEGER NOT NULL,

    PRIMARY KEY ("of", "value", "rowid")
);

-- CreateTable
CREATE TABLE "SearchColumn" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "bytes" BLOB NOT NULL
);

-- CreateIndex
CREATE UNIQUE INDEX "SearchDocument_id_key" ON "SearchDocument"("id");

-- only sqlite
-- Words come folded and apart (src/domain/words.ts), so that marks and corrections see the same ones.
-- The texts themselves are in SearchDocument: the index keeps only where the words stand.
CREATE VIRTUAL TABLE "SearchText" USING fts5(
    title, names, subjects, text, quote, parts, whole,
    content = '',
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_/'",
    prefix = '2 3'
);
-- Every word and in how many documents it stands, for corrections.
CREATE VIRTUAL TABLE "SearchWord" USING fts5vocab("SearchText", row);
