// All browser tests, in one process: the papers they read are made once. Of one file alone:
// `ALLMENDE_PROGRAM=… node --test tests/browser/layout.mjs`.
import "./accessibility.mjs";
import "./without_script.mjs";
import "./layout.mjs";
import "./reading.mjs";
import "./contribution.mjs";
import "./imported_page.mjs";
import "./elsewhere.mjs";
import "./shared.mjs";
import "./desk.mjs";
import "./pictures.mjs";
import "./day.mjs";
