/* Sends a reply with the headers that all of them have. */
#ifndef WEB_HTTP_REPLY_H
#define WEB_HTTP_REPLY_H

#include "http.h"

#include <microhttpd.h>

/* https: the base url is one. ends: the connection is closed after it. */
enum MHD_Result http_reply_send(struct MHD_Connection *to, const HttpReply *reply, bool https, bool ends);
/* A short plain page for what is refused with this status; the connection is closed after it. */
enum MHD_Result http_reply_refuse(struct MHD_Connection *to, int status, bool https);

#endif
