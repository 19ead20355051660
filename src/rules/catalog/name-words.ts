/** Words of goods' names: what is kept in capitals, what is small, and what shelf shorthand stands for. */

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Portuguese words that are small inside a title. */
export const SMALL_WORDS = words("A AO AOS AS À ÀS COM DA DAS DE DO DOS E EM NA NAS NO NOS O OS OU PARA POR SEM");

/** Units and acronyms that stay as they are. */
export const KEPT_WORDS = words(`
  KG G GR MG L LT ML CL CM MM M UN UND PC PCT CX FD DZ KCAL W V BTU
  UHT TP PET PVC PVA LED USB TV DVD CD HD SSD PH FPS UVA UVB AA AAA IPA APA PRO DHA BCAA WPC DOC DOCG BR SP RJ MG RS
  II III IV VI VII VIII IX XI XII XIII XIV XV PP P M G GG XG XXG EXG
`);

/**
 * Shorthand of shelves that stands for one word only, wherever it is read. Doubtful ones ("COND": condicionador or
 * condensado) are left to the installation's own table.
 */
export const ABBREVIATIONS: Readonly<Record<string, string>> = {
  "C/": "com",
  "S/": "sem",
  "P/": "para",
  ABSORV: "Absorvente",
  ACHOC: "Achocolatado",
  ADOC: "Adoçante",
  ALIM: "Alimento",
  AMAC: "Amaciante",
  APAR: "Aparelho",
  BATAT: "Batata",
  BEB: "Bebida",
  BISC: "Biscoito",
  CERV: "Cerveja",
  CHOC: "Chocolate",
  CONDIC: "Condicionador",
  CONG: "Congelado",
  CREM: "Creme",
  DEFUM: "Defumado",
  DENT: "Dental",
  DES: "Desodorante",
  DESINF: "Desinfetante",
  DESN: "Desnatado",
  DESOD: "Desodorante",
  DETERG: "Detergente",
  ESC: "Escova",
  EXT: "Extrato",
  FARIN: "Farinha",
  FERM: "Fermento",
  FRALD: "Fralda",
  GELAT: "Gelatina",
  HIDRAT: "Hidratante",
  HIG: "Higiênico",
  INTEG: "Integral",
  IOG: "Iogurte",
  LAV: "Lavanda",
  LEIT: "Leite",
  LIMP: "Limpador",
  LING: "Linguiça",
  LIQ: "Líquido",
  MACAR: "Macarrão",
  MAION: "Maionese",
  MANT: "Manteiga",
  MARG: "Margarina",
  MORT: "Mortadela",
  MOZZ: "Muçarela",
  NAT: "Natural",
  PAP: "Papel",
  PRESUN: "Presunto",
  REFRESC: "Refresco",
  REFRIG: "Refrigerante",
  REQ: "Requeijão",
  SAB: "Sabonete",
  SABON: "Sabonete",
  SABOR: "Sabor",
  SALG: "Salgado",
  SALS: "Salsicha",
  SEMID: "Semidesnatado",
  SHAMP: "Shampoo",
  SUAV: "Suave",
  TEMP: "Tempero",
  TOALH: "Toalha",
  TRAD: "Tradicional",
  VINAG: "Vinagre",
  // Words that capitals lost their accents of.
  ACUCAR: "Açúcar",
  AGUA: "Água",
  ALCOOL: "Álcool",
  ALGODAO: "Algodão",
  BEBE: "Bebê",
  CAFE: "Café",
  CAMARAO: "Camarão",
  CHA: "Chá",
  FEIJAO: "Feijão",
  GAS: "Gás",
  HIGIENICO: "Higiênico",
  LIMAO: "Limão",
  LINGUICA: "Linguiça",
  LIQUIDO: "Líquido",
  MACARRAO: "Macarrão",
  MAMAO: "Mamão",
  MUCARELA: "Muçarela",
  OLEO: "Óleo",
  PAO: "Pão",
  PO: "Pó",
  REQUEIJAO: "Requeijão",
  SABAO: "Sabão",
  SALMAO: "Salmão",
  SANITARIA: "Sanitária",
};
