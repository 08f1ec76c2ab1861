#include "desk/pictures.h"
#include "desk/writing_page.h"

namespace allmende::desk {

using html::Html;
using html::html;

Html picture_dialog(words::Words const& words) {
  return html::html<R"(<dialog id="bilder" class="picture-dialog" aria-labelledby="bilder-titel">
<div class="picture-dialog-head"><h2 id="bilder-titel">{}</h2><button type="button" id="bilder-zu">{}</button></div>
<div class="picture-dialog-tools">
<form id="bilder-suche" role="search" aria-label="{}"><label for="bilder-worte">{}</label>
<div class="in-a-line"><input id="bilder-worte" type="search" maxlength="100" autocomplete="off"><button type="submit">{}</button></div></form>
<div class="picture-intake"><label for="bilder-dateien">{}</label>
<input id="bilder-dateien" type="file" multiple accept="{}" aria-describedby="bilder-hinweis"><p class="hint" id="bilder-hinweis">{}</p></div>
</div>
<ul id="bilder-eingang" class="incoming"></ul>
<p id="bilder-stand" role="status"></p>
<ul id="bilder-liste" class="pictures"></ul>
<p class="buttons"><button type="button" id="bilder-mehr" hidden>{}</button></p>
</dialog>
)">(words.say("Choose a picture"), words.say("Close"), words.say("Find pictures"), words.say("Words"), words.say("Find"), words.say("Take in pictures"),
    kPictureTypes, words.say("Or drop them here. JPEG, PNG, WebP, AVIF or TIFF, up to 30 MB each."), words.say("Older ones"));
}

}  // namespace allmende::desk
