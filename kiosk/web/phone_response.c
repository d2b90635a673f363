#include "phone_response.h"
#include "sketch.h"

VisitContent phone_visit_content(const PhoneVisit *visit) {
  Arena *arena = visit->turn->arena;
  const Survey *survey = journal_survey(visit->journal);
  Buffer answers = buffer_new(arena);
  Sink sink = sink_to_buffer(&answers);
  survey_answers_json(survey, &sink);
  size_t count = 0;
  const SurveyAttachment *drawn = survey_attachments(survey, arena, &count);
  SurveyAttachment *kept = ARENA_ARRAY(arena, SurveyAttachment, count);
  for (size_t i = 0; i < count; i++)
    kept[i] = (SurveyAttachment){drawn[i].name, arena_str(arena, drawn[i].sketch)};
  return (VisitContent){
      .answers = buffer_view(&answers),
      .language = visit->form.form->languages[survey_language(survey)].code,
      .attachments = kept,
      .attachment_count = count,
  };
}

static bool same_attachments(const VisitContent *a, const VisitContent *b) {
  if (a->attachment_count != b->attachment_count) return false;
  for (size_t i = 0; i < a->attachment_count; i++) {
    const SurveyAttachment *one = &a->attachments[i], *other = &b->attachments[i];
    if (!str_equal(one->name, other->name) || !str_equal(one->sketch, other->sketch)) return false;
  }
  return true;
}

bool phone_response_is_due(const PhoneVisit *visit, const VisitSave *save, const VisitContent *content) {
  if (save->status != RESPONSE_PARTIAL) return save->status == RESPONSE_COMPLETE || visit->waiting.has_row;
  if (!visit->waiting.has_row) return survey_has_answers(journal_survey(visit->journal));
  const VisitContent *before = save->before;
  return before == NULL || !str_equal(before->answers, content->answers) || !str_equal(before->language, content->language) ||
         !same_attachments(before, content);
}

/* NULL: the row has them as they are; making pictures takes longer than all the rest. */
static const StoreAttachment *pictures(const PhoneVisit *visit, const VisitSave *save, const VisitContent *content) {
  if (save->status == RESPONSE_DISCARDED) return NULL;
  if (visit->waiting.has_row && save->before && same_attachments(save->before, content)) return NULL;
  StoreAttachment *items = ARENA_ARRAY(visit->turn->arena, StoreAttachment, content->attachment_count);
  for (size_t i = 0; i < content->attachment_count; i++) {
    const SurveyAttachment *drawn = &content->attachments[i];
    items[i] = (StoreAttachment){drawn->name, sketch_picture(visit->turn->arena, drawn->sketch)};
  }
  return items;
}

Response phone_response(const PhoneVisit *visit, const VisitSave *save, const VisitContent *content) {
  const Form *form = visit->form.form;
  const StoreAttachment *attachments = pictures(visit, save, content);
  return (Response){
      .uuid = visit->uuid,
      .device = visit->turn->site->setup->station.device,
      .form_id = form->form_id,
      .form_version = form->version,
      .language = content->language.len > 0 ? content->language : form->languages[form->default_language_ix].code,
      .channel = STR("web"),
      .round = visit->waiting.round,
      .event = visit->waiting.event,
      .place = visit->waiting.place,
      .status = save->status,
      .trial = visit->waiting.trial,
      .time = visit->waiting.time,
      .answers = content->answers,
      .attachments = attachments,
      .attachment_count = attachments ? content->attachment_count : 0,
      .token_hash = save->token_hash,
      .link = save->link,
  };
}
