/** Takes the files a connector uploads: their bytes into the run's folder, what they are into the log and the projection. */
import { plainError, type SyncError } from "../../shared/model/sync.ts";
import { jsonFrame, headerBytes, type Frame } from "../bridge/frameReader.ts";
import { readUpload, type Upload } from "../bridge/payloads.ts";
import type { UploadFolder } from "../runs/uploadFolder.ts";
import type { IndexedFile } from "./store/fileIndex.ts";
import type { Projection } from "./store/projection.ts";
import { RowError } from "./store/rowError.ts";
import { sqlName } from "./store/tables.ts";

/** The column in which the SDK gives a row its file's path. */
const pathColumn = "_fivetran_file_path";

export interface ReceiverParts {
  readonly folder: UploadFolder;
  readonly projection: Projection;
  /** Rows kept for each table; files of the rows after them are not kept either. */
  readonly maxRows: number;
  /** Writes a frame to the log and applies it. */
  keep(frame: Frame): void;
}

export class UploadReceiver {
  readonly #parts: ReceiverParts;
  #isCut = false;

  constructor(parts: ReceiverParts) {
    this.#parts = parts;
  }

  /** Takes an upload frame. Throws `RowError` when the file cannot be kept or has another size than was announced. */
  receive(payload: Buffer): void {
    const upload = readUpload(payload);
    if (upload.first) this.#isCut = this.#operations(upload) >= this.#parts.maxRows;
    if (this.#isCut) return;
    const bytes = this.#store(upload);
    if (bytes === undefined) return;
    const expected = upload.expectedBytes;
    if (expected !== null && BigInt(expected) !== BigInt(bytes.bytes)) {
      throw this.#failed(
        upload,
        `${expected} bytes were expected (expected_bytes) and ${String(bytes.bytes)} were read from the stream`,
      );
    }
    const { schema, name } = this.#parts.projection.tables.destinationTable(
      upload.schema,
      upload.table,
    );
    const file: IndexedFile = { schema, table: name, path: upload.path, ...bytes };
    const older = this.#parts.projection.files.find(file);
    this.#parts.keep({ kind: "file", payload: jsonFrame("file", file).subarray(headerBytes) });
    if (older) this.#parts.folder.replaced(older.stored);
  }

  commit(): void {
    this.#parts.folder.commit();
  }

  rollback(): void {
    this.#parts.folder.rollback();
  }

  #store(upload: Upload): ReturnType<UploadFolder["end"]> | undefined {
    const { folder } = this.#parts;
    try {
      if (upload.first) folder.begin(upload.path);
      folder.append(upload.data);
      return upload.last ? folder.end() : undefined;
    } catch (error) {
      if (!isSystemError(error)) throw error;
      throw this.#failed(
        upload,
        `it cannot be kept: ${error.message}. Make room, or choose another folder for runs.`,
      );
    }
  }

  #failed({ schema, table, path, file, line }: Upload, reason: string): RowError {
    const { projection } = this.#parts;
    const destination = projection.tables.destinationTable(schema, table);
    const name = sqlName(destination.schema, destination.name);
    const row = this.#operations({ schema, table }) + 1;
    const details: SyncError = {
      ...plainError(`file "${path}" of row ${String(row)} of table ${name}: ${reason}`),
      table: name,
      column: pathColumn,
      value: path,
      row,
      file,
      line,
    };
    return new RowError(details);
  }

  /** Operations so far on the upload's table. */
  #operations({ schema, table }: Pick<Upload, "schema" | "table">): number {
    const { projection } = this.#parts;
    const destination = projection.tables.destinationTable(schema, table);
    return (
      projection.activity.find(
        (known) => known.schema === destination.schema && known.name === destination.name,
      )?.operations ?? 0
    );
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}
