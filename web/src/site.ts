// On every page: suggestions while one types in a search field, sortable tables, buttons that copy.

import { copyButtons } from "./lib/copy";
import "./site.css";
import { suggestions } from "./lib/suggest";
import { makeSortable } from "./lib/tables";

makeSortable();
copyButtons();
for (const input of document.querySelectorAll<HTMLInputElement>("form[role=search] input[name=q]")) suggestions(input);
