/* choices: the looks of a list of choices. */
#ifndef CHOICES_H
#define CHOICES_H

#include "offer.h"

/* What the rows of answers have in common. */
typedef struct RowShape {
  int width; /* of one answer */
  int mark;  /* side of its disc, box or face */
  int pad;
} RowShape;

/* Rows of one or several answers side by side, each as high as the highest of its answers. */
typedef struct Rows {
  RowShape shape;
  int columns, count;
  int *heights;
  int total; /* with the gaps between them */
} Rows;

Rows choices_rows(Build *b, const Offers *offers, int columns, int width_px);
/* Those that stand between two heights of the flow; the others keep their places. */
void choices_add_rows(Build *b, const Offers *offers, Flow *flow, const Rows *rows, int from_y, int to_y);

/* Under one another, in columns where they would not fit otherwise. columns: those that the author asks for, as Question.columns;
 * where they would be too narrow, fewer. */
void choices_layout_rows(Build *b, const Offers *offers, Flow *flow, int room_px, int columns);
/* The same in one column; faces: each with a face, from sad to happy. */
void choices_layout_column(Build *b, const Offers *offers, Flow *flow, bool faces);
/* In cards with a picture each above its words; false, and nothing, where no choice has a picture. */
bool choices_layout_pictures(Build *b, const Offers *offers, Flow *flow, int room_px);
/* A scale in one row where its words fit, else under one another. faces: with faces. */
void choices_layout_scale(Build *b, const Offers *offers, Flow *flow, int room_px, bool faces);
/* 0 to 10 in one or two rows, with words at the ends. */
void choices_layout_numbers(Build *b, const Offers *offers, Flow *flow);
/* As stars, with the words of the one that is chosen below; where they do not fit, as numbers would. */
void choices_layout_stars(Build *b, const Offers *offers, Flow *flow, int room_px);
/* Those that are no part of the scale stand apart, below it; as wide as the cell `above` where their words fit. */
void choices_add_missing(Build *b, const Offers *offers, Flow *flow, Rect above);

/* Cells side by side: the nth of `count` that fill the flow's width from edge to edge; spare pixels are spread over them. */
Rect cells_rect(const Flow *flow, int nth, int count, int gap, int y, int height);
int cells_gap(const Build *b); /* between cells: a focus ring around one does not touch the next */

/* Cells of numbers, in one row, or in several where they would be too narrow; the flow's y is the first row's. */
typedef struct CellGrid {
  int per_row, rows, gap;
} CellGrid;

CellGrid cells_grid(const Build *b, const Flow *flow, int count);
Rect cells_grid_rect(const Build *b, const Flow *flow, const CellGrid *grid, int at);
int cells_grid_height(const Build *b, const CellGrid *grid);

#endif
