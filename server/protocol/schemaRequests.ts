/** What the extension asks about schema(). */
import {
  requests,
  type GeneratedSchema,
  type SchemaState,
} from "../../src/shared/protocol/languageServer.ts";
import { features } from "../features/features.ts";
import type { Session } from "./session.ts";

export function answerSchemaRequests(session: Session): void {
  session.answer<typeof requests.schema, SchemaState | null>(
    requests.schema,
    null,
    async ({ uri }, signal) => {
      const located = await session.locate(uri, signal);
      if (!located) return null;
      const { schema, modules } = located.analysis.facts;
      const { decided, reasons, source, function: own } = schema;
      const text = own && modules.get(own.file)?.text;
      return {
        text: text?.slice(own?.definition.from, own?.definition.to) ?? null,
        decided,
        reasons,
        source,
      };
    },
  );
  session.answer<typeof requests.generateSchema, GeneratedSchema | null>(
    requests.generateSchema,
    null,
    async ({ uri }, signal) => {
      const located = await session.locate(uri, signal);
      const made = located && features.generateSchema?.(located.analysis);
      if (!located || !made) return null;
      if ("refused" in made) return made;
      const files = [...new Set(made.map(({ file }) => file))];
      return {
        files: files.map((file) => ({
          uri: located.texts.uri(file),
          text: applied(
            located.texts.text(file) ?? "",
            made.filter((edit) => edit.file === file),
          ),
        })),
      };
    },
  );
}

function applied(
  text: string,
  edits: readonly { readonly from: number; readonly to: number; readonly text: string }[],
): string {
  return edits
    .toSorted((a, b) => b.from - a.from)
    .reduce((whole, edit) => whole.slice(0, edit.from) + edit.text + whole.slice(edit.to), text);
}
