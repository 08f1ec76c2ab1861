// The door of the bundle: what the newsroom's pages use.

export { canonical, isAddress, plainLines, type Block, type Body } from "./blocks.ts";
export { counts, usualLine, type Counts } from "./counts.ts";
export { Journal, deleteCopy, listCopies, restoreCopy, type Copy, type JournalOptions, type Trouble } from "./journal.ts";
export { mergeBodies, mergeFields, type Conflict, type FieldConflict, type Merged } from "./merge.ts";
export { newId } from "./identities.ts";
export type { Content, Draft, Fields, Reply, Theirs, Transport } from "./drafts.ts";
export { Saver, type Revised, type SaverOptions, type Status } from "./saver.ts";
import "./article_page.ts";
export { mountSurface, type Surface, type SurfaceOptions } from "./surface.ts";
export { pageWordKeys, wordKeys, type AllWords, type PageWordKey, type WordKey, type Words } from "./words.ts";
