#include "scroll.h"

void scroll_to(Ui *ui, int scroll_px) {
  int most = ui->state.scroll_max_px;
  ui->state.scroll_px = scroll_px < 0 ? 0 : scroll_px > most ? most : scroll_px;
}

void scroll_wheel(Ui *ui, int lines) {
  int step = 3 * ui->sizes.font_body, most = ui->state.window.h / 3;
  scroll_to(ui, ui->state.scroll_px - lines * (most > 0 && most < step ? most : step));
}

static bool is_scrolled(const Ui *ui, const Node *node) {
  return node->clip.h < ui->sizes.height && node->clip.y + node->clip.h == ui->state.window.y + ui->state.window.h;
}

/* May a window begin with it? */
static bool is_start(const Node *node) {
  return node->role == ROLE_TITLE || node->role == ROLE_BUTTON || node->role == ROLE_ALERT || build_is_answer(node);
}

/* Where a window begins that shows what ends below this one: with its question, if that is far enough on; 0: there is none. */
static int start_after(const Ui *ui) {
  Rect window = ui->state.window;
  int bottom = window.y + window.h, title_y = 0;
  for (size_t i = 0; i < ui->build.count; i++) {
    const Node *node = &ui->build.nodes[i];
    if (!is_scrolled(ui, node) || !is_start(node)) {
      continue;
    }
    if (node->role == ROLE_TITLE && node->rect.y > window.y + window.h / 3) {
      title_y = node->rect.y;
    }
    if (node->rect.y + node->rect.h > bottom && node->rect.y > window.y + window.h / 4) {
      return title_y > 0 && title_y < node->rect.y ? title_y : node->rect.y;
    }
  }
  return 0;
}

/* The highest of what is shown whole together with what this window begins with; 0: there is none. */
static int start_before(const Ui *ui) {
  Rect window = ui->state.window;
  int least = window.y - window.h, best = 0;
  for (size_t i = 0; i < ui->build.count; i++) {
    const Node *node = &ui->build.nodes[i];
    bool above = node->rect.y >= least && node->rect.y < window.y - window.h / 4;
    if (is_scrolled(ui, node) && is_start(node) && above && (best == 0 || node->rect.y < best)) {
      best = node->rect.y;
    }
  }
  return best;
}

/* What is only read goes on by lines: the last is read again. */
static int by_lines(const Ui *ui) {
  int line = ui->sizes.font_body * 6 / 5, lines = ui->state.window.h / line - 1;
  return (lines > 1 ? lines : 1) * line;
}

void scroll_page(Ui *ui, int sign) {
  if (ui->state.page_px > 0) {
    scroll_to(ui, ui->state.scroll_px + sign * ui->state.page_px);
    return;
  }
  int y = ui->state.scroll_max_px == 0 ? 0 : sign > 0 ? start_after(ui) : start_before(ui);
  int by = y != 0 ? y - ui->state.window.y - 2 * ui->sizes.focus_width : sign * by_lines(ui);
  scroll_to(ui, ui->state.scroll_px + by);
}
