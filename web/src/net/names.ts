// The names in a drawing: none over another, none beyond the edge, the most important ones first.

export interface Named {
  id: string;
  text: string;
  x: number;
  y: number;
  radius: number;
  rank: number;
  strong: boolean;
}

type Box = [left: number, top: number, right: number, bottom: number];

const SIZE = 12.5; // pixels
const LINE = 15;
const WIDE = 150; // pixels a line of a name may be long
const MOST = 140; // names at once

export class Names {
  private readonly canvas = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  private readonly lines = new Map<string, { lines: string[]; width: number }>();

  constructor(
    private readonly box: HTMLElement,
    private readonly dark: boolean,
  ) {
    this.canvas.className = "names";
    this.context = this.canvas.getContext("2d")!;
    box.append(this.canvas);
  }

  end(): void {
    this.canvas.remove();
  }

  /** Writes what there is room for. */
  write(named: Named[]): void {
    const { clientWidth: width, clientHeight: height } = this.box;
    const scale = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * scale) || this.canvas.height !== Math.round(height * scale)) {
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
    }
    const { context } = this;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = `${SIZE}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.lineJoin = "round";
    const inside = named.filter((n) => n.text && n.x > 0 && n.x < width && n.y > 0 && n.y < height);
    inside.sort((a, b) => b.rank - a.rank || (a.id < b.id ? -1 : 1));
    const taken: Box[] = [];
    for (const name of inside) {
      if (taken.length >= MOST) break;
      const place = this.place(name, width, height, taken);
      if (place) taken.push(place);
    }
  }

  /** Below the node, else above it, moved inwards at the edge; null when there is no room. */
  private place(name: Named, width: number, height: number, taken: Box[]): Box | null {
    const { lines, width: wide } = this.broken(name.text);
    const high = lines.length * LINE;
    const left = Math.min(Math.max(name.x - wide / 2, 3), width - wide - 3);
    for (const top of [name.y + name.radius + 2, name.y - name.radius - 2 - high]) {
      if (top < 0 || top + high > height) continue;
      const box: Box = [left - 2, top, left + wide + 2, top + high];
      if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
      this.draw(name, lines, left + wide / 2, top);
      return box;
    }
    return null;
  }

  private draw(name: Named, lines: string[], x: number, top: number): void {
    const { context } = this;
    context.font = `${name.strong ? "600 " : ""}${SIZE}px system-ui, sans-serif`;
    context.strokeStyle = this.dark ? "#0d1117" : "#ffffff";
    context.lineWidth = 4;
    context.fillStyle = this.dark ? "#e6edf3" : "#1b1f24";
    lines.forEach((line, number) => {
      const y = top + number * LINE + SIZE;
      context.strokeText(line, x, y); // a ground of its own, so that edges do not cross the letters
      context.fillText(line, x, y);
    });
  }

  /** A name in lines of at most WIDE pixels, three at most. */
  private broken(text: string): { lines: string[]; width: number } {
    let found = this.lines.get(text);
    if (!found) {
      this.context.font = `600 ${SIZE}px system-ui, sans-serif`;
      const lines: string[] = [];
      for (const word of text.split(" ")) {
        const last = lines.at(-1);
        if (last !== undefined && this.context.measureText(`${last} ${word}`).width <= WIDE) lines[lines.length - 1] = `${last} ${word}`;
        else lines.push(word);
      }
      if (lines.length > 3) lines.splice(2, lines.length, `${lines[2]}…`);
      found = { lines, width: Math.max(...lines.map((line) => this.context.measureText(line).width)) };
      this.lines.set(text, found);
    }
    return found;
  }
}
