/** The program of the language server: one connection, to whoever started it. */
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { listFolder, readText } from "./disk/diskFiles.ts";
import { startServer } from "./server.ts";

startServer(createConnection(ProposedFeatures.all), { read: readText, list: listFolder });
