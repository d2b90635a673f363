#include "site_state.h"

void site_refuse(void *context, int status, const HttpRequest *request, HttpReply *reply) {
  Turn turn = {.site = context, .request = request, .reply = reply, .arena = request->arena};
  if (status == 413)
    turn_notice(&turn, status, NOTICE_TOO_LARGE);
  else
    turn_rest(&turn);
}
