/**
 * Where a consumer looks an invoice up by its access key.
 *
 * The address of an NF-e is the national portal's, which takes the key in its query. That of an NFC-e is the page of the
 * issuing state which the printed NFC-e names (`urlChave`); the consumer types the key there. The page behind the QR code
 * is none of these: it asks for a hash that only the issuer can make, so it comes from the ERP (`url`).
 * @see Portal Nacional da NF-e, table of the NFC-e consultation pages by UF, and MOC, DANFE NFC-e e QR Code. Each address is
 * that of sped-nfe, storage/uri_consulta_nfce.json of commit 3b44ec9, but one: Sefaz-RN moved its pages from set.rn.gov.br
 * to sefaz.rn.gov.br in 2026, and the old name ended (notice of 18 May 2026, projetoacbr.com.br/forum/topic/92374). Some
 * states answer over http only.
 */
import type { NfeKey } from "./nfe-key.ts";

const NFE_PORTAL =
  "https://www.nfe.fazenda.gov.br/portal/consultaRecaptcha.aspx?tipoConsulta=resumo&tipoConteudo=7PhJ+gAVw2g=&nfe=";

/** IBGE code of the state → its page. */
const NFCE_PAGES: ReadonlyMap<number, string> = new Map([
  [11, "http://www.sefin.ro.gov.br/nfce/consulta"],
  [12, "http://www.sefaznet.ac.gov.br/nfce/consulta"],
  [13, "http://www.sefaz.am.gov.br/nfce/consulta"],
  [14, "http://www.sefaz.rr.gov.br/nfce/consulta"],
  [15, "http://www.sefa.pa.gov.br/nfce/consulta"],
  [16, "http://www.sefaz.ap.gov.br/nfce/consulta"],
  [17, "http://www.sefaz.to.gov.br/nfce/consulta"],
  [21, "http://www.sefaz.ma.gov.br/nfce/consulta"],
  [22, "http://www.sefaz.pi.gov.br/nfce/consulta"],
  [23, "http://www.sefaz.ce.gov.br/nfce/consulta"],
  [24, "https://nfce.sefaz.rn.gov.br/portalDFE/NFCe/ConsultaNFCe.aspx"],
  [25, "http://www.sefaz.pb.gov.br/nfce/consulta"],
  [26, "http://nfce.sefaz.pe.gov.br/nfce/consulta"],
  [27, "http://www.sefaz.al.gov.br/nfce/consulta"],
  [28, "http://www.nfce.se.gov.br/nfce/consulta"],
  [29, "http://www.sefaz.ba.gov.br/nfce/consulta"],
  [31, "https://portalsped.fazenda.mg.gov.br/portalnfce"],
  [32, "http://www.sefaz.es.gov.br/nfce/consulta"],
  [33, "http://www.fazenda.rj.gov.br/nfce/consulta"],
  [35, "https://www.nfce.fazenda.sp.gov.br/NFCeConsultaPublica"],
  [41, "http://www.fazenda.pr.gov.br/nfce/consulta"],
  [42, "https://sat.sef.sc.gov.br/nfce/consulta"],
  [43, "http://www.sefaz.rs.gov.br/nfce/consulta"],
  [50, "http://www.dfe.ms.gov.br/nfce/consulta"],
  [51, "http://www.sefaz.mt.gov.br/nfce/consultanfce"],
  [52, "http://www.sefaz.go.gov.br/nfce/consulta"],
  [53, "http://www.fazenda.df.gov.br/nfce/consulta"],
]);

/** The page of an invoice that `readNfeKey` has read. Never an address with data of the buyer. */
export function consultationUrl({ key, model, stateCode }: NfeKey): string | null {
  return model === 55 ? `${NFE_PORTAL}${key}` : (NFCE_PAGES.get(stateCode) ?? null);
}
