/** What the extension asks about schema(). */
import {
  requests,
  type GeneratedSchema,
  type SchemaState,
} from "../../src/shared/protocol/languageServer.ts";
import { features, schemaOf } from "../service/index.ts";
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
      const { texts } = located;
      return {
        files: made.files.map(({ file, text, notes }) => ({
          uri: texts.uri(file),
          before: texts.text(file) ?? "",
          after: text,
          notes,
        })),
      };
    },
  );
  session.answer<typeof requests.dataSchema, string | null>(
    requests.dataSchema,
    null,
    async ({ uri }, signal) => {
      const located = await session.locate(uri, signal);
      const schema = located && schemaOf(located.file, located.analysis.facts);
      return schema ? JSON.stringify(schema, undefined, 2) : null;
    },
  );
}
