-- only sqlite
-- Where the other revisions of a series are: what one sender sent under one title, and what has one
-- change-id. The expressions must be those of src/store/mail/find-patches.ts.
CREATE INDEX "Message_patch_title" ON "Message" (
    "listId",
    lower("fromAddress"),
    lower(trim(substr("subject", length(rtrim("subject", replace("subject", ']', ''))) + 1)))
) WHERE substr("subject", 1, 1) = '[';

CREATE INDEX "Message_change_id" ON "Message" ("changeId") WHERE "changeId" <> '';
