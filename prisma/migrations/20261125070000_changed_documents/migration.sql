-- Everything here is made from content/ and is made again by the next indexing.
DELETE FROM "SearchDocument";
DELETE FROM "SearchName";
DELETE FROM "SearchColumn";

-- only sqlite
-- The same index as before, from which single documents can be taken out again.
DROP TABLE "SearchWord";
DROP TABLE "SearchText";
CREATE VIRTUAL TABLE "SearchText" USING fts5(
    title, names, subjects, text, quote, parts, whole,
    content = '',
    contentless_delete = 1,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '_/'",
    prefix = '2 3'
);
-- Every word and in how many documents it stands, for corrections.
CREATE VIRTUAL TABLE "SearchWord" USING fts5vocab("SearchText", row);
