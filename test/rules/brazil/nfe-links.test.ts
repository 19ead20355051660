import { expect, it } from "vitest";
import { nfeCheckDigit, readNfeKey } from "../../../src/rules/brazil/nfe-key.ts";
import { consultationUrl } from "../../../src/rules/brazil/nfe-links.ts";

/** UF, its IBGE code, and the page that sped-nfe has for its NFC-e (storage/uri_consulta_nfce.json, commit 3b44ec9). */
const PAGES = [
  ["RO", 11, "www.sefin.ro.gov.br/nfce/consulta"],
  ["AC", 12, "www.sefaznet.ac.gov.br/nfce/consulta"],
  ["AM", 13, "www.sefaz.am.gov.br/nfce/consulta"],
  ["RR", 14, "www.sefaz.rr.gov.br/nfce/consulta"],
  ["PA", 15, "www.sefa.pa.gov.br/nfce/consulta"],
  ["AP", 16, "www.sefaz.ap.gov.br/nfce/consulta"],
  ["TO", 17, "www.sefaz.to.gov.br/nfce/consulta"],
  ["MA", 21, "www.sefaz.ma.gov.br/nfce/consulta"],
  ["PI", 22, "www.sefaz.pi.gov.br/nfce/consulta"],
  ["CE", 23, "www.sefaz.ce.gov.br/nfce/consulta"],
  // sped-nfe has www.set.rn.gov.br, a name that ended in May 2026.
  ["RN", 24, "nfce.sefaz.rn.gov.br/portalDFE/NFCe/ConsultaNFCe.aspx"],
  ["PB", 25, "www.sefaz.pb.gov.br/nfce/consulta"],
  ["PE", 26, "nfce.sefaz.pe.gov.br/nfce/consulta"],
  ["AL", 27, "www.sefaz.al.gov.br/nfce/consulta"],
  ["SE", 28, "www.nfce.se.gov.br/nfce/consulta"],
  ["BA", 29, "www.sefaz.ba.gov.br/nfce/consulta"],
  ["MG", 31, "portalsped.fazenda.mg.gov.br/portalnfce"],
  ["ES", 32, "www.sefaz.es.gov.br/nfce/consulta"],
  ["RJ", 33, "www.fazenda.rj.gov.br/nfce/consulta"],
  ["SP", 35, "www.nfce.fazenda.sp.gov.br/NFCeConsultaPublica"],
  ["PR", 41, "www.fazenda.pr.gov.br/nfce/consulta"],
  ["SC", 42, "sat.sef.sc.gov.br/nfce/consulta"],
  ["RS", 43, "www.sefaz.rs.gov.br/nfce/consulta"],
  ["MS", 50, "www.dfe.ms.gov.br/nfce/consulta"],
  ["MT", 51, "www.sefaz.mt.gov.br/nfce/consultanfce"],
  ["GO", 52, "www.sefaz.go.gov.br/nfce/consulta"],
  ["DF", 53, "www.fazenda.df.gov.br/nfce/consulta"],
] as const;

it.each(PAGES)("E7: an NFC-e of %s (%i) is looked up at %s", (_uf, code, page) => {
  const base = `${code}260712ABC34501DE3565001000000123112345678`;
  const read = readNfeKey(`${base}${nfeCheckDigit(base)}`);
  const url = read.ok ? consultationUrl(read.value) : null;
  expect(url?.replace(/^https?:\/\//, "")).toBe(page);
  expect(URL.canParse(url ?? "")).toBe(true);
});

it.each(PAGES)("E7: an NF-e of %s (%i) is looked up at the national portal, by its key", (_uf, code) => {
  const base = `${code}2607112223330001815500100000012311234567`.padEnd(43, "8");
  const key = `${base}${nfeCheckDigit(base)}`;
  const read = readNfeKey(key);
  expect(read.ok && consultationUrl(read.value)).toMatch(
    new RegExp(`^https://www\\.nfe\\.fazenda\\.gov\\.br/portal/.*&nfe=${key}$`),
  );
});
