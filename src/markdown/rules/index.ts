// Every law about a single file, in the order they are checked. To add one: a file here, and a line below.

import type { ContentRule } from '../content-rule.ts'
import { attributeIsWellFormed } from './attribute-is-well-formed.ts'
import { bodyHasNoFootnote } from './body-has-no-footnote.ts'
import { bodyHasNoHtml } from './body-has-no-html.ts'
import { bodyHasNoImage } from './body-has-no-image.ts'
import { citationCanBeRead } from './citation-can-be-read.ts'
import { commitSourceNamesItsCommit } from './commit-source-names-its-commit.ts'
import { directiveAttributeIsKnown } from './directive-attribute-is-known.ts'
import { directiveCitesASource } from './directive-cites-a-source.ts'
import { directiveHasItsAttributes } from './directive-has-its-attributes.ts'
import { directiveIsKnown } from './directive-is-known.ts'
import { directiveIsWrittenWhole } from './directive-is-written-whole.ts'
import { directiveStandsWhereItCan } from './directive-stands-where-it-can.ts'
import { entryIsWritten } from './entry-is-written.ts'
import { figureComparesNumbers } from './figure-compares-numbers.ts'
import { figureHasOneTable } from './figure-has-one-table.ts'
import { figureLimitIsANumber } from './figure-limit-is-a-number.ts'
import { fileIsWithinLimits } from './file-is-within-limits.ts'
import { fileNameIsASlug } from './file-name-is-a-slug.ts'
import { frontMatterHasItsShape } from './front-matter-has-its-shape.ts'
import { frontMatterIsYaml } from './front-matter-is-yaml.ts'
import { headingGoesOneLevelDeeper } from './heading-goes-one-level-deeper.ts'
import { headingMakesAnAnchor } from './heading-makes-an-anchor.ts'
import { idsAreUnique } from './ids-are-unique.ts'
import { linkHasASafeAddress } from './link-has-a-safe-address.ts'
import { linkLandsOnThePage } from './link-lands-on-the-page.ts'
import { listsRunOldestFirst } from './lists-run-oldest-first.ts'
import { mergedHasEvidence } from './merged-has-evidence.ts'
import { messageAnswersAnother } from './message-answers-another.ts'
import { messageIsSeenSomewhere } from './message-is-seen-somewhere.ts'
import { pictureCanBeDrawn } from './picture-can-be-drawn.ts'
import { positionIsDatedLikeItsMessage } from './position-is-dated-like-its-message.ts'
import { positionIsFromItsAuthor } from './position-is-from-its-author.ts'
import { positionLiesWithinTheThread } from './position-lies-within-the-thread.ts'
import { positionMakesOneClaim } from './position-makes-one-claim.ts'
import { positionQuotesOnce } from './position-quotes-once.ts'
import { positionSupersedesItsAuthor } from './position-supersedes-its-author.ts'
import { proseCitesASource } from './prose-cites-a-source.ts'
import { quotationInProseIsCited } from './quotation-in-prose-is-cited.ts'
import { quoteDirectiveHoldsAQuote } from './quote-directive-holds-a-quote.ts'
import { quoteHasAtMost90Words } from './quote-has-at-most-90-words.ts'
import { quoteNamesItsSpeaker } from './quote-names-its-speaker.ts'
import { replyComesAfter } from './reply-comes-after.ts'
import { replyNamesAPosition } from './reply-names-a-position.ts'
import { retellingShowsBothSides } from './retelling-shows-both-sides.ts'
import { simulationIsKnown } from './simulation-is-known.ts'
import { storyHasAtMost900Words } from './story-has-at-most-900-words.ts'
import { threadEndsAfterItStarts } from './thread-ends-after-it-starts.ts'
import { wordsAreTheirSpeakers } from './words-are-their-speakers.ts'

/** What fails these cannot be read, so nothing else is checked. */
export const gateRules: readonly ContentRule[] = [fileIsWithinLimits, frontMatterIsYaml]

export const contentRules: readonly ContentRule[] = [
  ...gateRules,
  fileNameIsASlug,
  entryIsWritten,
  frontMatterHasItsShape,
  idsAreUnique,
  threadEndsAfterItStarts,
  listsRunOldestFirst,
  mergedHasEvidence,
  messageIsSeenSomewhere,
  messageAnswersAnother,
  commitSourceNamesItsCommit,
  bodyHasNoHtml,
  bodyHasNoImage,
  bodyHasNoFootnote,
  headingGoesOneLevelDeeper,
  headingMakesAnAnchor,
  directiveIsKnown,
  directiveIsWrittenWhole,
  directiveStandsWhereItCan,
  directiveAttributeIsKnown,
  directiveHasItsAttributes,
  directiveCitesASource,
  attributeIsWellFormed,
  citationCanBeRead,
  positionMakesOneClaim,
  positionQuotesOnce,
  positionIsFromItsAuthor,
  positionIsDatedLikeItsMessage,
  positionLiesWithinTheThread,
  positionSupersedesItsAuthor,
  replyNamesAPosition,
  replyComesAfter,
  quoteHasAtMost90Words,
  quoteNamesItsSpeaker,
  quoteDirectiveHoldsAQuote,
  wordsAreTheirSpeakers,
  retellingShowsBothSides,
  figureHasOneTable,
  figureLimitIsANumber,
  pictureCanBeDrawn,
  figureComparesNumbers,
  simulationIsKnown,
  proseCitesASource,
  quotationInProseIsCited,
  linkHasASafeAddress,
  linkLandsOnThePage,
  storyHasAtMost900Words,
]
