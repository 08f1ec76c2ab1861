#include "newsroom/page_text_words.h"

#include <algorithm>
#include <array>

#include "newsroom/page_text_letters.h"

namespace allmende::newsroom::page_text {

namespace {

template <std::size_t count>
using Words = std::array<std::string_view, count>;

template <class... Word>
constexpr auto words(Word... word) {
  return Words<sizeof...(Word)>{word...};
}

namespace german {
constexpr auto kAdLabels = words("werbung", "anzeige", "anzeigen", "- anzeige -", "– anzeige –");
constexpr auto kReadingTimes = words("lesedauer", "lesezeit");
constexpr auto kMinutes = words("min", "minute", "minuten");
constexpr auto kPages = words("seite", "seiten");
constexpr auto kSee = words("siehe", "s.", "mehr", "auf", "kommentar", "bericht", "berichte",
                            "interview", "porträt", "reportage", "→", "und", "weitere", "dazu");
constexpr auto kConjunctions = words("und", "u.", "sowie");
constexpr auto kRanges = words("bis");
constexpr auto kAgencies = words("agenturen", "agentur", "agenturmaterial", "agenturmeldungen");
constexpr auto kWith = words("mit");
constexpr auto kBy = words("von", "text:", "interview:", "protokoll:");
constexpr auto kFrom = words("in", "nach", "aus", "bei", "vor");
constexpr auto kNoPlaces = words(
    "ja", "nein", "doch", "ach", "oh", "na", "nun", "so", "gut", "schön", "schade", "danke",
    "bitte", "halt", "stopp", "still", "stille", "ruhe", "schweigen", "klar", "genau", "richtig",
    "falsch", "endlich", "niemals", "nie", "nichts", "immer", "heute", "gestern", "morgen",
    "damals", "jetzt", "hier", "dort", "wieder", "vorbei", "schluss", "ende", "hoffnung", "angst",
    "krieg", "frieden", "ich", "er", "sie", "es", "wir", "das", "der", "die", "ein", "eine", "kein",
    "keine", "nicht", "was", "wer", "warum", "dennoch", "trotzdem", "eigentlich", "vielleicht",
    "natürlich", "leider", "erstens", "montag", "dienstag", "mittwoch", "donnerstag", "freitag",
    "samstag", "sonntag", "januar", "februar", "märz", "april", "mai", "juni", "juli", "august",
    "september", "oktober", "november", "dezember", "frühling", "sommer", "herbst", "winter");
constexpr auto kAsking =
    words("unterstütz", "spende", "beitrag", "finanzier", "genossenschaft", "abonn", "paywall",
          "solidar", "förder", "mitglied", "dank ihnen", "vielen dank");
constexpr auto kAddressing =
    words("wir", "uns", "unser", "unsere", "unseren", "unserer", "unserem");
constexpr PageWords kWords{kAdLabels,     kReadingTimes, kMinutes,  kPages,     kSee,
                           kConjunctions, kRanges,       kAgencies, kWith,      kBy,
                           kFrom,         kNoPlaces,     kAsking,   kAddressing};
}  // namespace german

namespace english {
constexpr auto kAdLabels = words("advertisement", "advertising", "advert", "sponsored");
constexpr auto kReadingTimes = words("reading time", "reading", "read");
constexpr auto kMinutes = words("min", "mins", "minute", "minutes");
constexpr auto kPages = words("page", "pages");
constexpr auto kSee = words("see", "more", "on", "report", "comment", "interview", "→", "and");
constexpr auto kConjunctions = words("and");
constexpr auto kRanges = words("to");
constexpr auto kAgencies = words("agencies");
constexpr auto kWith = words("with");
constexpr auto kBy = words("by", "text:", "interview:");
constexpr auto kFrom = words("in", "at", "from", "near");
constexpr auto kNoPlaces = words(
    "yes", "no", "oh", "well", "so", "good", "thanks", "please", "stop", "silence", "never",
    "nothing", "always", "today", "yesterday", "tomorrow", "now", "here", "there", "again", "over",
    "hope", "war", "peace", "i", "he", "she", "it", "we", "they", "the", "a", "an", "not", "what",
    "who", "why", "still", "maybe", "first", "monday", "tuesday", "wednesday", "thursday", "friday",
    "saturday", "sunday", "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "spring", "summer", "autumn", "winter");
constexpr auto kAsking = words("support", "donat", "contribut", "financ", "cooperative", "subscri",
                               "paywall", "solidar", "member", "thank you");
constexpr auto kAddressing = words("we", "us", "our");
constexpr PageWords kWords{kAdLabels,     kReadingTimes, kMinutes,  kPages,     kSee,
                           kConjunctions, kRanges,       kAgencies, kWith,      kBy,
                           kFrom,         kNoPlaces,     kAsking,   kAddressing};
}  // namespace english

struct Agency {
  std::string_view small;
  std::string_view name;
};
constexpr auto kAgencies = std::to_array<Agency>({{"dpa", "dpa"},
                                                  {"afp", "AFP"},
                                                  {"ap", "AP"},
                                                  {"reuters", "Reuters"},
                                                  {"epd", "epd"},
                                                  {"kna", "KNA"},
                                                  {"apa", "APA"},
                                                  {"sda", "sda"},
                                                  {"keystone-sda", "Keystone-SDA"},
                                                  {"dpa-afx", "dpa-AFX"},
                                                  {"dpad", "dpad"},
                                                  {"ddp", "ddp"},
                                                  {"sid", "SID"},
                                                  {"tass", "Tass"},
                                                  {"interfax", "Interfax"},
                                                  {"xinhua", "Xinhua"},
                                                  {"ansa", "ANSA"},
                                                  {"efe", "EFE"},
                                                  {"belga", "Belga"},
                                                  {"anp", "ANP"},
                                                  {"pap", "PAP"},
                                                  {"čtk", "ČTK"},
                                                  {"ukrinform", "Ukrinform"},
                                                  {"ips", "IPS"},
                                                  {"anf", "ANF"},
                                                  {"ots", "ots"}});

constexpr auto kPlaces = words(
    "aachen", "abidjan", "abuja", "accra", "addis abeba", "algier", "almaty", "amman", "amsterdam",
    "ankara", "astana", "athen", "athens", "atlanta", "augsburg", "bagdad", "baghdad", "baku",
    "bamako", "bangkok", "barcelona", "basel", "beirut", "belfast", "belgrad", "belgrade", "berlin",
    "bern", "bielefeld", "bochum", "bogotá", "bonn", "boston", "brasília", "bratislava",
    "braunschweig", "bremen", "bremerhaven", "brüssel", "brussels", "budapest", "buenos aires",
    "bukarest", "bucharest", "cannes", "caracas", "chemnitz", "chicago", "chișinău", "cottbus",
    "dakar", "damaskus", "damascus", "darmstadt", "davos", "delhi", "den haag", "the hague",
    "detroit", "dhaka", "doha", "donezk", "dortmund", "dresden", "dubai", "dublin", "duisburg",
    "düsseldorf", "edinburgh", "erfurt", "frankfurt", "frankfurt (oder)", "frankfurt am main",
    "frankfurt/main", "freiburg", "gaza", "genf", "geneva", "glasgow", "göttingen", "graz",
    "halle (saale)", "hamburg", "hannover", "hanover", "harare", "havanna", "havana", "heidelberg",
    "helsinki", "hongkong", "hong kong", "innsbruck", "islamabad", "istanbul", "jakarta", "jena",
    "jerusalem", "johannesburg", "kabul", "kairo", "cairo", "kampala", "kapstadt", "cape town",
    "karlsruhe", "kassel", "khartum", "kiel", "kiew", "kyjiw", "kyiv", "kigali", "kinshasa", "köln",
    "cologne", "kopenhagen", "copenhagen", "la paz", "lagos", "lausanne", "leipzig", "lima",
    "lissabon", "lisbon", "ljubljana", "london", "los angeles", "lübeck", "luxemburg", "lwiw",
    "madrid", "magdeburg", "mailand", "milan", "mainz", "manila", "mannheim", "marseille",
    "melbourne", "mexiko-stadt", "miami", "minsk", "mogadischu", "montreal", "moskau", "moscow",
    "mumbai", "münchen", "munich", "münster", "nairobi", "neu-delhi", "new york", "nikosia",
    "nürnberg", "nuremberg", "odessa", "oslo", "ottawa", "paris", "peking", "beijing", "podgorica",
    "potsdam", "prag", "prague", "pretoria", "pristina", "quito", "ramallah", "regensburg",
    "reykjavik", "riad", "riga", "rio de janeiro", "rom", "rome", "rostock", "saarbrücken",
    "salzburg", "san francisco", "san salvador", "santiago", "santiago de chile", "são paulo",
    "sarajevo", "schwerin", "seoul", "shanghai", "singapur", "skopje", "sofia", "st. gallen",
    "st. petersburg", "stockholm", "straßburg", "strasbourg", "stuttgart", "sydney", "taipeh",
    "tallinn", "tbilissi", "teheran", "tehran", "tel aviv", "tiflis", "tirana", "tokio", "tokyo",
    "toronto", "tripolis", "tübingen", "tunis", "turin", "ulm", "valletta", "vatikanstadt",
    "venedig", "venice", "vilnius", "warschau", "warsaw", "washington", "weimar", "wien", "vienna",
    "wiesbaden", "wolfsburg", "wuppertal", "würzburg", "zagreb", "zürich", "zurich");

constexpr auto kEndings = words("burg", "hausen", "heim", "hafen", "stedt", "städt", "stadt",
                                "furt", "brück", "brücken", "kirchen", "münde", "fleet", "büttel",
                                "dorf", "walde", "berge", "ingen", "borg", "grad", "ville");

}  // namespace

PageWords const& words_for(Language const& language) {
  return language.primary() == "en" ? english::kWords : german::kWords;
}

std::optional<std::string_view> agency_named(std::string_view word) {
  constexpr std::size_t kLongestName = 16;
  if (word.size() > kLongestName) return std::nullopt;
  auto const* found = std::ranges::find(kAgencies, folded(word), &Agency::small);
  if (found == kAgencies.end()) return std::nullopt;
  return found->name;
}

bool is_known_place(std::string_view place) { return contains(kPlaces, place); }

bool sounds_like_a_place(std::string_view place) {
  return std::ranges::any_of(kEndings, [&](std::string_view ending) {
    return place.size() > ending.size() + 2 && place.ends_with(ending);
  });
}

bool contains(WordList list, std::string_view word) {
  return std::ranges::find(list, folded(word)) != list.end();
}

}  // namespace allmende::newsroom::page_text
