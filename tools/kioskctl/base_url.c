#include "base_url.h"

#include <string.h>

static const Str http = STR_INIT("http://"), https = STR_INIT("https://");

static Str without_scheme(Str url) {
  size_t scheme = str_starts_with(url, https) ? https.len : http.len;
  return (Str){url.ptr + scheme, url.len - scheme};
}

/* What a host, an address in brackets, a port and a path are made of. */
static bool is_rest(Str s) {
  static const char marks[] = ".-:[]/_~";
  for (size_t i = 0; i < s.len; i++) {
    char c = s.ptr[i];
    bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!alphanumeric && memchr(marks, c, sizeof marks - 1) == NULL) return false;
  }
  return s.len > 0 && s.ptr[0] != '/';
}

Status base_url_read(const char *text, Str *out, Err *err) {
  Str url = str_from(text);
  while (url.len > 0 && url.ptr[url.len - 1] == '/')
    url.len--;
  bool has_scheme = str_starts_with(url, http) || str_starts_with(url, https);
  *out = url;
  if (has_scheme && is_rest(without_scheme(url))) return STATUS_OK;
  return err_set(err, STATUS_USAGE, "base-url",
                 "--base-url %s is no address that a code can begin with; write https://HOST or http://HOST:PORT", text);
}

/* Without its port. An address of IPv6 keeps its brackets. */
static Str host_of(Str url) {
  Str s = without_scheme(url);
  size_t i = 0;
  while (i < s.len && s.ptr[i] != ':' && s.ptr[i] != '/' && s.ptr[0] != '[')
    i++;
  while (i < s.len && s.ptr[0] == '[' && s.ptr[i] != ']')
    i++;
  return (Str){s.ptr, i};
}

static bool begins(Str s, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (str_starts_with(s, str_from(words[i]))) return true;
  return false;
}

static bool is_this_machine(Str host) {
  static const char *const own[] = {"localhost", "127.", "[::1"};
  return begins(host, own, COUNT_OF(own));
}

/* Of a network that does not lead to the world outside; of those that begin with 172. a part only. */
static bool is_local_network(Str host) {
  static const char *const own[] = {"10.",     "192.168.", "169.254.", "172.16.", "172.17.", "172.18.", "172.19.",
                                    "172.20.", "172.21.",  "172.22.",  "172.23.", "172.24.", "172.25.", "172.26.",
                                    "172.27.", "172.28.",  "172.29.",  "172.30.", "172.31.", "[fe80:",  "[fd"};
  static const Str ending = STR_INIT(".local");
  bool named = host.len > ending.len && str_equal((Str){host.ptr + host.len - ending.len, ending.len}, ending);
  return named || begins(host, own, COUNT_OF(own));
}

void base_url_hint(Str url, Str listen, bool tls, FILE *out) {
  Str host = host_of(url);
  bool secret = str_starts_with(url, https);
  bool listens_here = is_this_machine(listen);
  if (is_this_machine(host))
    fputs("hint: no phone can reach this base url, as it means the machine itself; give the address that phones have for it\n",
          out);
  else if (listens_here && (tls || !secret))
    fputs("hint: it listens for this machine only; phones come through a proxy on it, or give --listen :PORT\n", out);
  if (is_local_network(host))
    fputs("hint: many venues' guest networks keep phones apart from other machines (client isolation); try it with a phone in that "
          "network, and bring a router of your own if it does not load\n",
          out);
  if (!secret && !is_this_machine(host))
    fputs("hint: over plain http others in the same network can read along; give --tls-cert and --tls-key, or put a proxy before "
          "it\n",
          out);
  if (secret && !tls)
    fputs("hint: the base url is https and the server itself speaks plain http: a proxy that has a certificate must stand before "
          "it\n",
          out);
  if (!secret && tls) fputs("hint: the server has a certificate, but codes will say http; write --base-url https://...\n", out);
}
