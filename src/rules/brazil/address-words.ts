/**
 * Words of Brazilian addresses, folded: lower case, no accents. A word counts by its letters alone ("Apto." and "apto45"
 * are both "apto").
 */
const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter((word) => word !== ""));

/** Kinds of street that open a first line. */
export const STREET_TYPES = words(`
  rua r avenida av avda aven travessa trav tv tr alameda al praca pca pc largo lgo lg rodovia rod estrada estr est
  viela vla beco bc ladeira lad via vicinal servidao serv acesso passagem pass psg boulevard bulevar viaduto caminho
  calcada corredor eixo esplanada escadaria marginal rotatoria ramal ponte trilha trevo passeio parada`);

/** Roads that a number or an acronym names: "Rodovia BR 040", "Estrada SP 62". */
export const ROADS = words("rodovia rod estrada estr est br marginal via");

/** Places in the country: they have a name and no house number. */
export const RURAL = words(
  "sitio fazenda faz chacara chac chc rancho haras estancia colonia assentamento povoado gleba",
);

/** Parts of a house or a plot: always the complement, whatever follows. */
export const COMPLEMENTS = words(`
  apto apt ap apart apartamento apartament apartamentos apts aptos bloco bl blc bloc blco blocos fundos fds fundo frente
  sala sl salas loja lj ljs lojas galpao galpoes sobrado kitnet kitnete kitinete quitinete kit studio estudio flat box
  andar andares terreo subsolo cobertura cob mezanino lote lt lts lotes quadra qd qda qdr quadras portaria garagem anexo
  barracao deposito quiosque banca stand guiche escritorio suite unidade unid edicula pavimento piso sobreloja guarita
  recepcao interfone campainha entrada compl complemento complem cs vaga comercio apartado pav hangar
  porteiro porao laje lado oficina terminal doca`);

/** Complement words that carry a proper name: "Ed. Solar", "Condomínio Jardim Europa", "Shopping Norte". */
export const NAMED = words(`
  condominio cond condom cond edificio ed edif edf predio residencial resid residence res hotel pousada shopping galeria
  hospital escola empresa firma pavilhao clinica colegio academia supermercado mercado padaria farmacia restaurante
  faculdade universidade igreja motel oficina salao creche lanchonete mercearia bar posto cliente`);

/** Complement words only with a code behind them: "Torre 2", "Conj. 45", "Casa 3"; "Torre", "Casa Verde" are bairros. */
export const CODED = words(
  "torre tr torres conjunto conj cj casa casas c q l ala modulo mod chacara chac chc un trecho etapa sitio fase",
);

/** Bairros that begin with "Casa". */
export const CASA_BAIRROS = words("verde forte amarela caiada grande branca velha");

/** Words that open the name of a bairro. */
export const BAIRRO_OPENERS = words(`
  jardim jd jdm jard jar jds jardins vila vl vilas villa parque pq pqe prq pque centro bairro bro setor st nucleo nucl cidade cid
  distrito zona conjunto conj loteamento lot loteam alto altos morro vale recanto bosque granja campo barra lagoa asa
  lago ilha boa bom bela nova novo santa santo sao sta sto praia ponta cohab area povoado comunidade assentamento
  gleba planalto plano aguas agua porto monte serra nossa sta expansao favela balneario subdistrito arraial mutirao
  invasao chapada riacho guara taguatinga ceilandia samambaia sudoeste noroeste cruzeiro sobradinho gama recreio
  freguesia urbanizacao esplanada polo quilombo`);

/** Bairros of large cities, by the first word of their name. */
export const BAIRROS = words(`
  copacabana ipanema leblon botafogo flamengo tijuca moema pinheiros brooklin perdizes higienopolis liberdade
  consolacao republica savassi lourdes funcionarios pituba aldeota meireles batel bigorrilho cambui taquaral tatuape
  mooca ipiranga lapa penha butanta morumbi jabaquara itaquera jaguare bras belem cambuci aclimacao laranjeiras catete
  grajau meier madureira bangu gavea urca humaita pampulha buritis sion mangabeiras anchieta itapua brotas cabula
  espinheiro gracas madalena fatima benfica parangaba messejana portao cabral juveve merces reboucas ahu pilarzinho
  petropolis moinhos bomfim auxiliadora cavalhada partenon trindade itacorubi coqueiros kobrasol alphaville tambore
  marambaia nazare umarizal pedreira sacramenta adrianopolis aleixo compensa tirol candelaria jatiuca pajucara
  mangabeira manaira tambau bessa bancarios marista bueno itaim pompeia vitoria ponta jaragua pirituba`);

/** Words that open a landmark or an instruction to the driver. */
export const REFERENCES = words(`
  perto proximo proxima prox proximidade proximidades atras esquina esq ref refer referencia vizinho vizinha entre antes
  depois passando virando subindo descendo entregar entrega deixar procurar falar tocar chamar ligar obs observacao
  defronte enfrente sentido cruzamento cuidados sr sra favor`);

/** The same as two words. */
export const REFERENCE_PAIRS: ReadonlySet<string> = new Set([
  "em frente",
  "ao lado",
  "do lado",
  "na esquina",
  "lado esquerdo",
  "lado direito",
  "lado de",
  "lado do",
  "lado da",
  "lado par",
  "lado impar",
  "por tras",
  "frente ao",
  "frente a",
  "aos cuidados",
  "ponto de",
  "pto de",
  "final da",
  "final do",
  "fim da",
  "inicio da",
  "altura do",
  "ultima casa",
  "a direita",
  "a esquerda",
]);

/** Titles and small words inside a name; a complement word behind one belongs to the name ("Rua da Torre 12"). */
export const PARTICLES = words("de da do das dos e d di del della la a o");

export const UFS: ReadonlySet<string> = words(
  "ac al am ap ba ce df es go ma mg ms mt pa pb pe pi pr rj rn ro rr rs sc se sp to",
);

/** State capitals: a repeated city at the end of a line is one of them more often than not. */
export const CAPITALS: ReadonlySet<string> = new Set([
  "sao paulo",
  "rio de janeiro",
  "belo horizonte",
  "salvador",
  "fortaleza",
  "recife",
  "curitiba",
  "porto alegre",
  "brasilia",
  "goiania",
  "belem",
  "manaus",
  "sao luis",
  "maceio",
  "natal",
  "teresina",
  "joao pessoa",
  "aracaju",
  "cuiaba",
  "campo grande",
  "florianopolis",
  "vitoria",
  "palmas",
  "porto velho",
  "boa vista",
  "rio branco",
  "macapa",
  "campinas",
  "guarulhos",
  "ribeirao preto",
  "niteroi",
  "osasco",
  "uberlandia",
  "contagem",
  "sorocaba",
  "londrina",
  "joinville",
]);

/** Super-blocks and sectors of Brasília. The acronym and its number are the street; there are no house numbers. */
const BRASILIA =
  /^(?:sq[sn]w?|shi[sn]|shi?g[sn]|shc[a-z]{0,3}|sc[lr]?r?[sn]|cl[sn]w?|cls|cln|clrn|scrl?n|scia|s[bcad][sn]|sga[sn]|sia|sig|saan|sof[sn]?|smpw|smln|smdb|smh[sn]|smas|shtn|shvp|sha|shjb|sep[sn]|srtv[sn]|sh[sn]|q[ilercs]|qn[a-z]|qs[a-z]|qr|qrsw|qmsw|ccsw|eq[sn]|eqn[a-z]|aos|cnb|csb|cnf|csg|sria|src|sres|qres|sml|shdb|sce[sn]|sedb|ae|ars[eo]|arn[eo]|acs[eou]|acn[eo])$/;

export const isBrasilia = (word: string): boolean => BRASILIA.test(word);

/** Lower case without accents. */
export const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The letters that a word begins with, folded: "Apto.45" → "apto". */
export const stem = (word: string): string => /^[a-z]+/.exec(fold(word.slice(0, 40)))?.[0] ?? "";
