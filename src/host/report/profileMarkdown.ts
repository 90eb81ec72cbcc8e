/** Declared against observed: a section for each table. */
import type { CandidateKey, ColumnProfile, TableProfile } from "../../shared/model/previews.ts";
import { plain, table } from "./markdown.ts";
import { qualified, type ReportLanguage } from "./syncReportMarkdown.ts";

const mostTables = 50;
const mostColumns = 200;
const mostKeys = 3;

export function profileSections(
  profiles: readonly TableProfile[],
  language: ReportLanguage,
): readonly string[] {
  if (profiles.length === 0) {
    return [];
  }
  const { t, number } = language;
  const shown = profiles.slice(0, mostTables);
  const left = profiles.length - shown.length;
  return [
    `## ${t("Declared against observed")}`,
    ...shown.flatMap((profile) => tableSection(profile, language)),
    ...(left > 0 ? [plain(t("{0} more tables", number(left)))] : []),
  ];
}

function tableSection(profile: TableProfile, language: ReportLanguage): readonly string[] {
  const { t, number } = language;
  const { columns, primaryKey, declared, operations } = profile;
  const facts = [
    declared ? t("declared in schema()") : t("not declared in schema()"),
    primaryKey.length === 0 ? t("no primary key") : t("primary key: {0}", primaryKey.join(", ")),
    t("{0} upserts and updates", number(operations)),
    ...keyFacts(profile, language),
  ];
  const headings = [t("Column"), t("Declared"), t("Type"), t("Sent as"), t("NULL")];
  const shown = columns.slice(0, mostColumns);
  const left = columns.length - shown.length;
  return [
    `### ${plain(qualified(profile))}`,
    facts.map(plain).join(" · "),
    ...(shown.length === 0
      ? []
      : [table([headings.map(plain), ...shown.map((column) => cells(column, language))], [4])]),
    ...(left > 0 ? [plain(t("{0} more columns", number(left)))] : []),
    ...profile.cuts.map(plain),
  ];
}

function cells(column: ColumnProfile, { number }: ReportLanguage): readonly string[] {
  const { name, declaredType, type, observed, nulls, sent } = column;
  const types = observed.map(({ type: found, count, samples }) =>
    plain(`${found} × ${number(count)}: ${samples.join(", ")}`),
  );
  const share = sent === 0 ? "" : plain(`${number(Math.round((nulls / sent) * 100))} %`);
  return [plain(name), plain(declaredType ?? "—"), plain(type ?? "—"), types.join("<br>"), share];
}

/** Which columns could be the key, where the table has none. */
function keyFacts(
  { primaryKey, candidateKeys }: TableProfile,
  { t }: ReportLanguage,
): readonly string[] {
  const identifying = candidateKeys.filter(({ identifies }) => identifies);
  const names = ({ columns }: CandidateKey): string => columns.join(" + ");
  return primaryKey.length > 0 || identifying.length === 0
    ? []
    : [t("could be the key: {0}", identifying.slice(0, mostKeys).map(names).join(", "))];
}
