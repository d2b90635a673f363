/* The codes of every message this module gives. */
#ifndef WORKBOOK_CODES_H
#define WORKBOOK_CODES_H

#define WORKBOOK_CODE_FORMAT    "workbook-format"    /* another kind of file */
#define WORKBOOK_CODE_ENCRYPTED "workbook-encrypted" /* behind a password */
#define WORKBOOK_CODE_DAMAGED   "workbook-damaged"   /* cut short, or not as its own parts say */
#define WORKBOOK_CODE_DOCTYPE   "workbook-doctype"   /* declares a document type, and so perhaps entities */
#define WORKBOOK_CODE_LIMIT     "workbook-limit"
#define WORKBOOK_CODE_REFERENCE "workbook-reference" /* a cell where no sheet has one */
#define WORKBOOK_CODE_NO_SHEETS "workbook-no-sheets"
#define WORKBOOK_CODE_FORMULA   "workbook-formula" /* warning: a formula that was never worked out */

#endif
