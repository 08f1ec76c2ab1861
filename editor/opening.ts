// Which text an article is opened with: the revision, or the draft in which this person was when the window went.

import { sameBody } from "./blocks.ts";
import { sameFields } from "./fields.ts";
import type { KeptDraft, Standing } from "./protocol.ts";

/**
 * The newest own draft, if it was begun from the revisions as they are. One that was begun from earlier ones is
 * only offered: what was changed since has to be seen. So is one with another body while somebody else writes, or
 * oneself elsewhere: what stands here is stored as this tab's. `taken` is a tab whose text was just taken over.
 */
export function opening(standing: Standing, taken: string | null, free: boolean): KeptDraft | null {
  const newest = standing.drafts.find((draft) => draft.mine && draft.tab === taken) ??
    standing.drafts.find((draft) => draft.mine && !draft.side);
  const mayChange = standing.may_write || standing.may_set_picture;
  if (!newest || !mayChange || newest.base !== standing.body_revision) return null;
  const current = newest.metadata_base === standing.metadata_revision || sameFields(newest.fields, standing.fields);
  return current && (free || sameBody(newest.body, standing.body)) ? newest : null;
}
