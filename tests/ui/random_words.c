#include "random_words.h"

static const char *const nb[] = {"du",
                                 "jobb",
                                 "hvor",
                                 "fornøyd",
                                 "veileder",
                                 "praksis",
                                 "dag",
                                 "hvordan",
                                 "er",
                                 "på",
                                 "oppfølgingen",
                                 "av",
                                 "deg",
                                 "arbeidsplassen",
                                 "kolleger",
                                 "samtale",
                                 "og",
                                 "å",
                                 "bestemme",
                                 "hva",
                                 "kommunen",
                                 "mentor",
                                 "beskjeder",
                                 "rettigheter",
                                 "tilrettelegging",
                                 "arbeidsplasstilretteleggingskoordinator",
                                 "menneskerettighetsorganisasjonsarbeidet",
                                 NULL};
static const char *const en[] = {"you",
                                 "work",
                                 "how",
                                 "satisfied",
                                 "mentor",
                                 "a",
                                 "day",
                                 "with",
                                 "is",
                                 "the",
                                 "follow-up",
                                 "of",
                                 "workplace",
                                 "talk",
                                 "and",
                                 "what",
                                 "decides",
                                 "messages",
                                 "rights",
                                 "colleague",
                                 "opportunity",
                                 "support",
                                 "month",
                                 "internationalisation",
                                 "https://example.org/a/rather/long/address?with=parameters",
                                 NULL};
static const char *const uk[] = {"ви",
                                 "робота",
                                 "наскільки",
                                 "задоволені",
                                 "наставник",
                                 "і",
                                 "день",
                                 "як",
                                 "є",
                                 "на",
                                 "підтримка",
                                 "вашого",
                                 "місце",
                                 "розмова",
                                 "працівників",
                                 "що",
                                 "права",
                                 "їжа",
                                 "щодня",
                                 "ґанок",
                                 "зв’язок",
                                 "громада",
                                 "найоптимістичнішими",
                                 "взаєморозумінняпрацевлаштуваннямуніципалітетами",
                                 NULL};
static const char *const ar[] = {"أنت",
                                 "العمل",
                                 "كيف",
                                 "راض",
                                 "المرشد",
                                 "يوم",
                                 "مع",
                                 "هل",
                                 "الدعم",
                                 "مكان",
                                 "حديث",
                                 "و",
                                 "ماذا",
                                 "الحقوق",
                                 "الزملاء",
                                 "Inn i jobb",
                                 "٢٠٢٦",
                                 "فرصة",
                                 "شهر",
                                 "المتابعة",
                                 "والاستقبالات",
                                 "فسيكفيكهموالمستشفياتالتعليمية",
                                 NULL};
static const char *const fa[] = {"شما",  "کار", "چگونه",    "راضی",    "مربی",
                                 "روز",  "با",  "پشتیبانی", "محل",     "گفتگو",
                                 "و",    "چه",  "حقوق",     "همکاران", "می‌خواهید",
                                 "فرصت", "ماه", "۱۲",       "پیگیری",  "دانشگاه‌هایشان",
                                 NULL};
static const char *const se[] = {"don",
                                 "bargu",
                                 "got",
                                 "duhtavaš",
                                 "bagadalli",
                                 "beaivi",
                                 "ja",
                                 "lea",
                                 "doarjja",
                                 "báiki",
                                 "ságastit",
                                 "mii",
                                 "riekti",
                                 "mánnu",
                                 "čuovvut",
                                 "ŧ",
                                 "šiega",
                                 "oahppásmuvvandilálašvuođat",
                                 "giellaoahpahusdoaibmabidjodárbbašeaddjit",
                                 NULL};
static const char *const ti[] = {"ንስኻ",  "ስራሕ", "ከመይ", "ዕጉብ",   "መምህር", "መዓልቲ",          "ምስ", "ሓገዝ", "ቦታ", "ዝርርብ",
                                 "እንታይ", "መሰል", "ወርሒ", "ምክትታል", "ዕድል፧", "ዘይተኣደነምትሕግጋዝን", NULL};
static const char *const zh[] = {"您",   "工作", "如何", "满意",   "导师",
                                 "今天", "支持", "地方", "谈话",   "权利",
                                 "同事", "机会", "月份", "跟进，", "您对工作场所的后续支持和同事之间的合作有多满意",
                                 NULL};

const WordLanguage word_languages[] = {
    {"nb", "Norsk bokmål", false, nb}, {"en", "English", false, en}, {"uk", "Українська", false, uk},
    {"ar", "العربية", true, ar},       {"fa", "فارسی", true, fa},    {"se", "Davvisámegiella", false, se},
    {"ti", "ትግርኛ", false, ti},         {"zh", "中文", false, zh},
};
const size_t word_language_count = COUNT_OF(word_languages);

static size_t how_many(const Random *random, WordLength length) {
  uint32_t chance = random_below(random, 100);
  switch (length) {
  case WORDS_FEW:
    return 1 + random_below(random, 3);
  case WORDS_SOME:
    return 4 + random_below(random, 9);
  case WORDS_MANY:
    return 15 + random_below(random, 46);
  case WORDS_CHOICE:
    return chance < 80 ? 1 + random_below(random, 3) : chance < 97 ? 4 + random_below(random, 7) : 15 + random_below(random, 11);
  case WORDS_MIXED:
    return chance < 20 ? 1 + random_below(random, 3) : chance < 90 ? 4 + random_below(random, 9) : 15 + random_below(random, 26);
  }
  return 1;
}

/* The very long ones, at the end of the list, come up rarely. */
static const char *one_word(const Random *random, const char *const *words) {
  size_t count = 0;
  while (words[count] != NULL) {
    count++;
  }
  size_t usual = count - 2;
  return random_below(random, 100) < 3 ? words[usual + random_below(random, 2)] : words[random_below(random, (uint32_t)usual)];
}

Str random_words(Arena *arena, const Random *random, const WordLanguage *language, WordLength length) {
  Buffer buffer = buffer_new(arena);
  Sink sink = sink_to_buffer(&buffer);
  size_t count = how_many(random, length);
  for (size_t i = 0; i < count; i++) {
    sink_z(&sink, i > 0 ? " " : "");
    sink_z(&sink, one_word(random, language->words));
  }
  return buffer_view(&buffer);
}
