#include "words.h"

#include <string.h>

enum { NB, NN, EN, UK, AR, LANGUAGE_COUNT };

static const char *const codes[LANGUAGE_COUNT] = {"nb", "nn", "en", "uk", "ar"};

static const char *const words[WORD_COUNT][LANGUAGE_COUNT] = {
    [WORD_SKIPPED] = {"Spurt, ikke besvart", "Spurd, ikkje svart på", "Asked, not answered", "Запитано, без відповіді",
                      "طُرح السؤال ولم يُجَب عنه"},
    [WORD_NOT_ASKED] = {"Ikke spurt", "Ikkje spurd", "Not asked", "Не запитано", "لم يُطرح السؤال"},
    [WORD_YES] = {"Ja", "Ja", "Yes", "Так", "نعم"},
    [WORD_NO] = {"Nei", "Nei", "No", "Ні", "لا"},
    [WORD_RESPONSE] = {"Nøkkel for svaret", "Nøkkel for svaret", "Key of the response", "Ключ відповіді", "مُعرّف الرد"},
    [WORD_FORM_VERSION] = {"Versjon av skjemaet", "Versjon av skjemaet", "Version of the form", "Версія анкети", "إصدار الاستبيان"},
    [WORD_LANGUAGE] = {"Språk", "Språk", "Language", "Мова", "اللغة"},
    [WORD_CHANNEL] = {"Kanal", "Kanal", "Channel", "Канал", "القناة"},
    [WORD_ROUND] = {"Runde", "Runde", "Round", "Хвиля опитування", "الجولة"},
    [WORD_EVENT] = {"Arrangement", "Arrangement", "Event", "Захід", "الفعالية"},
    [WORD_PLACE] = {"Sted", "Stad", "Place", "Місце", "المكان"},
    [WORD_STATUS] = {"Status", "Status", "Status", "Статус", "الحالة"},
    [WORD_TIME] = {"Da besøket begynte", "Då besøket byrja", "When the visit began", "Початок візиту", "وقت بدء الزيارة"},
    [WORD_DEVICE] = {"Enhet", "Eining", "Device", "Пристрій", "الجهاز"},
    [WORD_TRIAL] = {"Prøvebesøk", "Prøvebesøk", "Trial visit", "Пробний візит", "زيارة تجريبية"},
    [WORD_JOINED] = {"Koblet ved: token, code eller near (ett svar i koden er ulikt)",
                     "Kopla ved: token, code eller near (eitt svar i koden er ulikt)",
                     "Joined by: token, code or near (one answer of the code differs)",
                     "Поєднано за: token, code або near (одна відповідь у коді відрізняється)",
                     "مرتبط عبر: token أو code أو near (إجابة واحدة من الرمز مختلفة)"},
    [WORD_POSITION] = {"Nummer i gjentakelsen", "Nummer i gjentakinga", "Number within the repeat", "Номер у повторенні",
                       "الرقم ضمن التكرار"},
    [WORD_INSTANCES] = {"Antall gjentakelser", "Tal på gjentakingar", "Number of instances", "Кількість повторень",
                        "عدد التكرارات"},
    [WORD_HOW_MANY] = {"antall", "kor mange", "number", "кількість", "العدد"},

    [WORD_CODEBOOK] = {"Kodebok", "Kodebok", "Codebook", "Кодова книга", "دليل الترميز"},
    [WORD_FORM] = {"Skjema", "Skjema", "Form", "Анкета", "الاستبيان"},
    [WORD_VERSIONS] = {"Versjoner", "Versjonar", "Versions", "Версії", "الإصدارات"},
    [WORD_LABEL_LANGUAGE] = {"Språk i etikettene", "Språk i etikettane", "Language of the labels", "Мова підписів", "لغة التسميات"},
    [WORD_FORMAT] = {"Format", "Format", "Format", "Формат", "الصيغة"},
    [WORD_COLUMN] = {"Kolonne", "Kolonne", "Column", "Стовпець", "العمود"},
    [WORD_SHORT_NAME] = {"Navn i SPSS og Stata", "Namn i SPSS og Stata", "Name in SPSS and Stata", "Назва в SPSS і Stata",
                         "الاسم في SPSS وStata"},
    [WORD_QUESTION] = {"Spørsmål", "Spørsmål", "Question", "Запитання", "السؤال"},
    [WORD_HINT] = {"Hjelpetekst", "Hjelpetekst", "Hint", "Підказка", "نص مساعد"},
    [WORD_TYPE] = {"Type", "Type", "Type", "Тип", "النوع"},
    [WORD_TYPE_BY_VERSION] = {"Type etter versjon", "Type etter versjon", "Type by version", "Тип за версіями",
                              "النوع حسب الإصدار"},
    [WORD_MEASURE] = {"Målenivå", "Målenivå", "Level of measurement", "Рівень вимірювання", "مستوى القياس"},
    [WORD_GROUP] = {"Gruppe", "Gruppe", "Group", "Група", "المجموعة"},
    [WORD_ASKED_WHEN] = {"Spurt når", "Spurd når", "Asked when", "Запитують, якщо", "يُطرح عندما"},
    [WORD_ACCEPTED] = {"Gyldige svar", "Gyldige svar", "Accepted answers", "Допустимі відповіді", "الإجابات المقبولة"},
    [WORD_CALCULATED] = {"Regnet ut som", "Rekna ut som", "Calculated as", "Обчислено як", "يُحسب هكذا"},
    [WORD_CODE] = {"Kode", "Kode", "Code", "Код", "الرمز"},
    [WORD_NAME] = {"Navn", "Namn", "Name", "Назва", "الاسم"},
    [WORD_LABEL] = {"Etikett", "Etikett", "Label", "Підпис", "التسمية"},
    [WORD_MISSING] = {"Manglende", "Manglande", "Missing", "Пропуск", "قيمة مفقودة"},
    [WORD_SILENCE] = {"Når det ikke er noe svar", "Når det ikkje er noko svar", "When there is no answer", "Коли відповіді немає",
                      "عندما لا توجد إجابة"},
    [WORD_RESPONSES] = {"Svar", "Svar", "Responses", "Відповіді", "الردود"},
    [WORD_REPEAT] = {"Gjentakelse", "Gjentaking", "Repeat", "Повторення", "التكرار"},
    [WORD_JOINED_WITH] = {"Koblet med", "Kopla med", "Joined with", "Поєднано з", "مرتبط بـ"},

    [WORD_TEXT] = {"tekst", "tekst", "text", "текст", "نص"},
    [WORD_NAMES] = {"flere valg, navnene skilt med mellomrom", "fleire val, namna skilde med mellomrom",
                    "several choices, their names separated by spaces", "кілька варіантів, назви через пробіл",
                    "عدة خيارات، أسماؤها مفصولة بمسافات"},
    [WORD_RANKING] = {"valg i rekkefølge, navnene skilt med mellomrom", "val i rekkjefølgje, namna skilde med mellomrom",
                      "choices in order, their names separated by spaces", "варіанти за порядком, назви через пробіл",
                      "خيارات مرتبة، أسماؤها مفصولة بمسافات"},
    [WORD_INTEGER] = {"heltall", "heiltal", "whole number", "ціле число", "عدد صحيح"},
    [WORD_DECIMAL] = {"tall", "tal", "number", "число", "عدد"},
    [WORD_CHOICE] = {"ett valg", "eitt val", "one choice", "один варіант", "خيار واحد"},
    [WORD_FLAG] = {"ja (1) eller nei (0)", "ja (1) eller nei (0)", "yes (1) or no (0)", "так (1) або ні (0)", "نعم (1) أو لا (0)"},
    [WORD_AGREED] = {"bekreftet: OK i csv, true i jsonl, 1 i de andre", "stadfesta: OK i csv, true i jsonl, 1 i dei andre",
                     "acknowledged: OK in csv, true in jsonl, 1 in the others", "підтверджено: OK у csv, true у jsonl, 1 в інших",
                     "تم الإقرار: OK في csv وtrue في jsonl و1 في غيرهما"},
    [WORD_RANK_PLACE] = {"plass i rekkefølgen, fra 1", "plass i rekkjefølgja, frå 1", "place in the order, from 1",
                         "місце за порядком, від 1", "المرتبة في الترتيب، بدءًا من 1"},
    [WORD_DATE] = {"dato", "dato", "date", "дата", "تاريخ"},
    [WORD_TIME_OF_DAY] = {"klokkeslett", "klokkeslett", "time of day", "час доби", "وقت من اليوم"},
    [WORD_DATETIME] = {"dato og klokkeslett", "dato og klokkeslett", "date and time", "дата й час", "تاريخ ووقت"},
    [WORD_IMAGE] = {"bilde, ved navnet på filen", "bilete, ved namnet på fila", "image, by the name of its file",
                    "зображення, за назвою файлу", "صورة، باسم ملفها"},
    [WORD_NOMINAL] = {"nominalnivå", "nominalnivå", "nominal", "номінальний", "اسمي"},
    [WORD_ORDINAL] = {"ordinalnivå", "ordinalnivå", "ordinal", "порядковий", "ترتيبي"},
    [WORD_SCALE] = {"skalanivå", "skalanivå", "scale", "кількісний", "كمّي"},

    [WORD_ALL] = {"alle", "alle", "all", "усі", "كلها"},
    [WORD_OLDEST_FIRST] = {"eldste først", "eldste først", "oldest first", "від найдавнішої", "من الأقدم إلى الأحدث"},
    [WORD_UNREADABLE] = {"kan ikke leses av dette programmet", "kan ikkje lesast av dette programmet",
                         "cannot be read by this program", "ця програма не може її прочитати", "لا يستطيع هذا البرنامج قراءته"},
    [WORD_AND] = {"og", "og", "and", "і", "و"},
    [WORD_ALWAYS] = {"alltid", "alltid", "always", "завжди", "دائمًا"},
    [WORD_NOT_IN_SPSS] = {"ikke erklært i SPSS", "ikkje erklært i SPSS", "not declared in SPSS", "не оголошено в SPSS",
                          "غير معلنة في SPSS"},
    [WORD_MISSING_CHOICE] = {"Valg som ikke er en verdi («vet ikke»)", "Val som ikkje er ein verdi («veit ikkje»)",
                             "Choice that is no value (“don't know”)", "Варіант, що не є значенням («не знаю»)",
                             "خيار ليس قيمة («لا أعرف»)"},
    [WORD_EMPTY] = {"tomt", "tomt", "empty", "порожньо", "فارغ"},
    [WORD_NO_KEY] = {"nøkkelen mangler", "nøkkelen manglar", "the key is left out", "ключа немає", "المفتاح غير موجود"},
    [WORD_NAME_OR_LABEL] = {"navnet på valget, eller etiketten", "namnet på valet, eller etiketten",
                            "the choice's name, or its label", "назва варіанта або його підпис", "اسم الخيار أو تسميته"},
    [WORD_ITS_NAME] = {"navnet på valget", "namnet på valet", "the choice's name", "назва варіанта", "اسم الخيار"},
    [WORD_SYSTEM_MISSING] = {"system-missing", "system-missing", "system-missing", "системний пропуск (system-missing)",
                             "مفقودة من النظام (system-missing)"},
    [WORD_USER_MISSING] = {"user-missing", "user-missing", "user-missing", "користувацький пропуск (user-missing)",
                           "مفقودة من المستخدم (user-missing)"},
    [WORD_ITS_CODE] = {"koden til valget", "koden til valet", "the choice's code", "код варіанта", "رمز الخيار"},
    [WORD_OF_CODES] = {"koder", "kodar", "codes", "коди", "الرموز"},
    [WORD_OF_MEASURES] = {"tall, datoer og klokkeslett", "tal, datoar og klokkeslett", "numbers, dates and times",
                          "числа, дати й час", "الأعداد والتواريخ والأوقات"},
    [WORD_OF_TEXTS] = {"tekster", "tekstar", "texts", "тексти", "النصوص"},
    [WORD_ITS_TAG] = {"se valgene", "sjå vala", "see the choices", "див. варіанти", "انظر الخيارات"},
    [WORD_NAMES_AND_CODES] = {"csv, xlsx og jsonl skriver valgene med navn, sav og dta med koder.",
                              "csv, xlsx og jsonl skriv vala med namn, sav og dta med kodar.",
                              "csv, xlsx and jsonl write choices by their names, sav and dta by their codes.",
                              "У csv, xlsx і jsonl варіанти записано назвами, у sav і dta – кодами.",
                              "تُكتب الخيارات بأسمائها في csv وxlsx وjsonl، وبرموزها في sav وdta."},
    [WORD_ROW_PER_RESPONSE] = {"Én rad for hvert svar.", "Éi rad for kvart svar.", "One row for each response.",
                               "Один рядок на кожну відповідь.", "صف واحد لكل رد."},
    [WORD_ROW_PER_INSTANCE] = {"Én rad for hver gjentakelse, med svarets nøkkel først.",
                               "Éi rad for kvar gjentaking, med nøkkelen til svaret først.",
                               "One row for each instance, with the response's key in front.",
                               "Один рядок на кожне повторення, спершу ключ відповіді.", "صف واحد لكل تكرار، يبدأ بمُعرّف الرد."},
    [WORD_FLAGS_MEAN] = {"1: valgt, 0: ikke valgt.", "1: valt, 0: ikkje valt.", "1: chosen, 0: not chosen.",
                         "1: обрано, 0: не обрано.", "1: تم اختياره، 0: لم يُختر."},
    [WORD_PLACES_MEAN] = {"Plassen valget fikk, 1 er øverst.", "Plassen valet fekk, 1 er øvst.",
                          "The choice's place, 1 comes first.", "Місце варіанта, 1 – перше.", "مرتبة الخيار، و1 هي الأولى."},
    [WORD_ONLY_TEXT_FORMATS] = {"bare i csv, xlsx og jsonl", "berre i csv, xlsx og jsonl", "in csv, xlsx and jsonl only",
                                "лише в csv, xlsx і jsonl", "في csv وxlsx وjsonl فقط"},
    [WORD_AS_COLUMN] = {"som kolonnen der ikke noe annet står", "som kolonnen der det ikkje står noko anna",
                        "as the column, where nothing else is said", "як стовпець, якщо не вказано іншого",
                        "مثل العمود ما لم يُذكر غير ذلك"},
    [WORD_ASKED_FOR_CODE] = {"Spurt om for en kode", "Spurt om for ein kode", "Asked for a code", "Запитано для коду",
                             "سُئل عنه من أجل رمز"},
    [WORD_NOT_KEPT] =
        {"Disse svarene er ikke lagret. Av alle sammen er det laget en kode som bare kan knytte svar fra samme runde.",
         "Desse svara er ikkje lagra. Av alle saman er det laga ein kode som berre kan knyte saman svar frå same runde.",
         "These answers are not kept. A code was made of all of them, which can only join responses of one round.",
         "Ці відповіді не зберігаються. З усіх них зроблено код, який може лише поєднати відповіді однієї хвилі.",
         "لا تُحفظ هذه الإجابات. صُنع منها جميعًا رمز لا يمكنه إلا ربط ردود من الجولة نفسها."},
};

/* Its first part, as in nb-NO. */
static Str primary(Str language) {
  const char *hyphen = language.len ? memchr(language.ptr, '-', language.len) : NULL;
  return hyphen ? (Str){language.ptr, (size_t)(hyphen - language.ptr)} : language;
}

static int find(Str language) {
  const Str code = primary(language);
  for (int i = 0; i < LANGUAGE_COUNT; i++)
    if (str_is(code, codes[i])) return i;
  return -1;
}

bool word_language_known(Str language) {
  return find(language) >= 0;
}

Str word_in(Word word, Str language) {
  const int found = find(language);
  return str_from(words[word][found < 0 ? EN : found]);
}

Str word_of_instances(Arena *arena, Str repeat, Str language) {
  if (!repeat.len) return word_in(WORD_INSTANCES, language);
  return arena_printf(arena, STR_FMT " (" STR_FMT ")", STR_ARG(repeat), STR_ARG(word_in(WORD_HOW_MANY, language)));
}
