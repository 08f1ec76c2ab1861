#pragma once
// THE DOOR of the newsroom: what an article is, how it is written down, kept, found and listed, and how
// the front page is put together. Knows neither HTTP nor HTML.
//
// Words: article, body, block, teaser, section, topic, author, dateline, credit, correction, withdrawal,
// placement (newspaper.md, "Words").

#include "newsroom/archive.h"
#include "newsroom/arrangement.h"
#include "newsroom/article.h"
#include "newsroom/body.h"
#include "newsroom/front.h"
#include "newsroom/page_text.h"
#include "newsroom/record.h"
#include "newsroom/teaser.h"
#include "newsroom/typeset.h"
