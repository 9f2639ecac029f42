// The text of an HTML page as it comes in: where a block ends, and what is taken as one piece.
import { HtmlLine } from "./html-line.ts";
import { PageTextBuilder } from "./page-text.ts";

/** An open element. One without an end tag closes with the element around it. */
export interface Open {
  tag: string;
  close?: () => void;
}

export class HtmlText {
  readonly page = new PageTextBuilder();
  readonly line = new HtmlLine();
  isItem = false; // the text to come is a list item's
  isCapturing = false; // in a heading, a cell, a term: what would be a block is only white space there
  isPreformatted = false;
  definitions = 0; // that are open

  add(text: string) {
    this.line.add(this.isPreformatted ? text : text.replace(/[ \t\n\r\f]+/g, " "));
  }

  break() {
    if (this.isCapturing) this.line.add("\n");
    else this.flush();
  }

  flush() {
    const leads = this.line.onlyLeads(this.isItem || this.definitions > 0); // buttons, crumbs, a table of contents
    const text = this.line.take();
    if (!text.trim() || leads) return;
    this.page.add(this.isItem ? "item" : "paragraph", text);
    this.isItem = false;
  }

  /** Takes the element's whole text as one piece; inside another such element it is a part of its piece. */
  capture(open: Open, done: (literal: string, leads: boolean) => void) {
    this.break();
    if (this.isCapturing) {
      open.close = () => this.break();
      return;
    }
    this.isCapturing = true;
    open.close = () => {
      this.isCapturing = false;
      const leads = this.line.onlyLeads(true);
      done(this.line.take(), leads);
    };
  }

  /** Blocks of their own. */
  block(open: Open) {
    this.break();
    open.close = () => this.break();
  }

  /** The headings in it end with it. */
  scope(open: Open) {
    this.break();
    const { headings } = this.page;
    open.close = () => {
      this.break();
      this.page.headings = headings;
    };
  }
}
