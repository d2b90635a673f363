/* What codes lead to is scanned from a wall, long after the configuration was written: an address that cannot be right is found before that. */
#include "config_read.h"

#include <string.h>

enum { BASE_URL_MAX = 200 };

static bool is_address(Str host_and_path) {
  static const char not_in_one[] = " \"#%<>?@[\\^`{|}";
  bool ipv6 = host_and_path.len > 0 && host_and_path.ptr[0] == '[';
  if (host_and_path.len == 0 || host_and_path.ptr[0] == '/') return false;
  for (size_t i = 0; i < host_and_path.len; i++) {
    unsigned char c = (unsigned char)host_and_path.ptr[i];
    bool bracket = ipv6 && (c == '[' || c == ']');
    if (c <= ' ' || c > '~' || (strchr(not_in_one, c) != NULL && !bracket)) return false;
  }
  return true;
}

static void read_base_url(ConfigReader *reader, const YamlNode *node) {
  Str url;
  if (!yaml_text(node, "base_url", &url, reader->diags)) return;
  while (url.len > 0 && url.ptr[url.len - 1] == '/')
    url.len--;
  Str rest = config_without_scheme(url);
  if (rest.len < url.len && url.len <= BASE_URL_MAX && is_address(rest))
    reader->config->base_url = url;
  else
    yaml_diag(node, DIAG_ERROR, reader->diags, "web-base-url", STR("this is no address that a phone could open"),
              STR("write what phones reach the server at, such as https://svar.example.no or http://192.168.1.10:8080"));
}

static const ConfigKey web_keys[] = {{"base_url", read_base_url, true}};

Str config_without_scheme(Str url) {
  static const Str schemes[] = {{"https://", 8}, {"http://", 7}};
  for (size_t i = 0; i < COUNT_OF(schemes); i++)
    if (str_starts_with(url, schemes[i])) return (Str){url.ptr + schemes[i].len, url.len - schemes[i].len};
  return url;
}

void config_read_web(ConfigReader *reader, const YamlNode *node) {
  size_t mistakes = reader->diags->error_count;
  if (!yaml_is_null(node)) config_read_keys(reader, node, "web", web_keys, COUNT_OF(web_keys));
  if (reader->config->base_url.len == 0 && reader->diags->error_count == mistakes)
    yaml_diag(node, DIAG_ERROR, reader->diags, "web-base-url", STR("web has no base_url, so codes would lead nowhere"),
              STR("write what phones reach the server at, such as base_url: https://svar.example.no; or leave web out"));
}
