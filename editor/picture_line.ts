// What the server knows of the paper's pictures, and how a new one gets there: docs/writing.md, "Pictures".

import { NotDone, type DeskLine } from "./desk_line.ts";
import { filled, type PageWords } from "./words.ts";

/** A picture of the paper, and what is proposed to say of it. */
export interface PaperPicture {
  name: string;
  address: string;       // its page at the desk
  thumbnail: string;
  credit: string;
  caption: string;
  alt: string;
  ends: string | null;   // an instant
  until: string;         // a sentence, when the right ends soon or has ended
  remarks: string[];     // sentences: what is missing, and `until`
  width: number;
  height: number;
}

export interface Stretch {
  pictures: PaperPicture[];
  behind: string | null;  // where the next ones are
}

/** What became of a file. */
export type TakenIn = { picture: PaperPicture; known: boolean } | { message: string };

/** Which part of it has been sent: from 0 to 1; at 1 the server looks at it. */
export type Progress = (part: number) => void;

const largest = 30 * 1024 * 1024;
const mostTurns = 30;

interface Reply {
  status: number;
  json: Record<string, unknown>;
  wait: number;  // seconds after which it may be asked again
}

export class PictureLine {
  readonly #found = new Map<string, Promise<PaperPicture | null>>();

  constructor(private readonly line: DeskLine, private readonly words: PageWords, private readonly desk = "/redaktion/bilder") {}

  /** The newest first. Rejects with NotDone. */
  list(words: string): Promise<Stretch> { return this.line.read(`${this.desk}/liste?${new URLSearchParams({ worte: words })}`); }
  next(behind: string): Promise<Stretch> { return this.line.read(behind); }

  /** One by its name; null: there is none, or nobody says. */
  find(name: string): Promise<PaperPicture | null> {
    let found = this.#found.get(name);
    if (!found) {
      found = this.line.read<Stretch>(`${this.desk}/liste?${new URLSearchParams({ name })}`)
        .then(({ pictures }) => pictures[0] ?? null, () => {
          this.#found.delete(name);
          return null;
        });
      this.#found.set(name, found);
    }
    return found;
  }

  async takeIn(file: File, progress: Progress): Promise<TakenIn> {
    const { words } = this;
    if (file.size > largest) return { message: words.pictureTooLarge };
    const { status, json } = await this.#sent(file, progress);
    if (status === 200) {
      const picture = json as unknown as PaperPicture & { known: boolean };
      this.#found.set(picture.name, Promise.resolve(picture));
      return { picture, known: picture.known };
    }
    if (status === 401 || status === 403) return { message: words.pictureSignedOut };
    const { message } = json;
    return { message: typeof message === "string" ? message : words.pictureNotSent };
  }

  /** In a sentence, what became of it. */
  told(file: File, taken: TakenIn): string {
    const { words } = this;
    if ("message" in taken) return filled(words.pictureNotTaken, { name: file.name, message: taken.message });
    return taken.known ? filled(words.pictureKnown, { name: file.name, known: taken.picture.name })
      : filled(words.pictureTaken, { name: file.name });
  }

  /** Others may be at it just now; and the session may be another one than that of the token. */
  async #sent(file: File, progress: Progress): Promise<Reply> {
    let renewed = false;
    for (let turn = 0; ; ++turn) {
      const reply = await this.#once(file, progress);
      if (reply.status === 403 && !renewed) {
        renewed = true;
        if (await this.#renewed()) continue;
      }
      if (reply.status !== 503 || reply.wait === 0 || turn === mostTurns) return reply;
      await new Promise((resolve) => setTimeout(resolve, reply.wait * 1000));
    }
  }

  async #renewed(): Promise<boolean> {
    try {
      return await this.line.renew();
    } catch (error) {
      if (error instanceof NotDone) return false;
      throw error;
    }
  }

  /** With XMLHttpRequest: fetch does not tell how much has been sent. */
  #once(file: File, progress: Progress): Promise<Reply> {
    return new Promise((resolve) => {
      const ask = new XMLHttpRequest();
      ask.open("PUT", `${this.desk}?${new URLSearchParams({ name: file.name })}`);
      ask.setRequestHeader("X-Marke", this.line.token);
      ask.setRequestHeader("Content-Type", file.type || "application/octet-stream");
      ask.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
      ask.onloadend = () => resolve({ status: ask.status, json: parsed(ask.responseText),
        wait: Number(ask.getResponseHeader("Retry-After") ?? 0) });
      ask.send(file);
    });
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" ? value as Record<string, unknown> : {};
  } catch {
    return {};
  }
}
