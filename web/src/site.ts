// On every page: suggestions while one types in a search field, sortable tables, buttons that copy, words of a document
// that show what was read in them.

import { copyButtons } from "./lib/copy";
import { readers } from "./lib/reader";
import "./site.css";
import { suggestions } from "./lib/suggest";
import { makeSortable } from "./lib/tables";

makeSortable();
copyButtons();
readers();
for (const input of document.querySelectorAll<HTMLInputElement>("form[role=search] input[name=q]")) suggestions(input);
