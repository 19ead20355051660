/**
 * The product families of an invented supermarket, as a table a shopkeeper can read:
 * "# department / group" opens a group; below it one line per category (level 3):
 * category | good | kinds | sizes | least price | greatest price (cents; per kg when weighed) | flags
 * Flags: w = weighed (price per kg), b = sold with the ERP not controlling stock, c = also in cases of 12, f = also in bundles of 6.
 */
export interface ProductFamily {
  readonly department: string;
  readonly group: string;
  readonly category: string;
  readonly good: string;
  readonly kinds: readonly string[];
  readonly sizes: readonly string[];
  readonly minCents: number;
  readonly maxCents: number;
  readonly weighed: boolean;
  readonly unlimited: boolean;
  readonly case12: boolean;
  readonly bundle6: boolean;
}

const TABLE = `
# Mercearia / Grãos e Cereais
Arroz | Arroz | Tipo 1,Parboilizado,Integral,Agulhinha,Arbóreo | 1kg,2kg,5kg | 549 | 3490 | f
Feijão | Feijão | Carioca,Preto,Fradinho,Branco,Jalo | 500g,1kg | 499 | 1890 | f
Grãos e Sementes | Grão-de-Bico | Tradicional,Selecionado | 500g | 899 | 1990 |
Aveia e Granola | Aveia | em Flocos,Flocos Finos,Farelo | 170g,450g | 399 | 1290 |
# Mercearia / Massas e Molhos
Macarrão | Macarrão | Espaguete,Parafuso,Penne,Padre-Nosso,Ninho com Ovos | 500g,1kg | 289 | 1190 | f
Molho de Tomate | Molho de Tomate | Tradicional,Manjericão,Pizza,Azeitona | 300g,340g,2kg | 179 | 1490 | c
Extrato de Tomate | Extrato de Tomate | Tradicional,Sachê | 190g,340g | 299 | 990 | c
# Mercearia / Óleos e Temperos
Óleo de Cozinha | Óleo de Soja | Tradicional,Refinado | 900ml | 599 | 1090 | c
Azeite | Azeite de Oliva | Extra Virgem,Tipo Único | 250ml,500ml | 1990 | 7990 |
Sal | Sal | Refinado Iodado,Grosso,Marinho | 1kg | 199 | 690 | f
Vinagre | Vinagre | de Álcool,de Maçã,de Vinho Tinto | 750ml | 249 | 1290 | c
Tempero | Tempero | Completo com Pimenta,Alho e Sal,Orégano,Colorífico | 10g,100g,300g | 149 | 990 |
# Mercearia / Açúcar e Adoçantes
Açúcar | Açúcar | Refinado,Cristal,Demerara,Mascavo | 1kg,5kg | 389 | 2190 | f
Adoçante | Adoçante | Sucralose,Stévia,Sacarina | 65ml,80ml,100ml | 590 | 1990 |
# Mercearia / Farinhas e Misturas
Farinha de Trigo | Farinha de Trigo | Tradicional,com Fermento,Integral | 1kg,5kg | 399 | 2290 | f
Farinha de Mandioca | Farinha de Mandioca | Torrada,Crua,Biju | 500g,1kg | 499 | 1190 |
Fubá | Fubá | Mimoso,Pré-Cozido | 500g,1kg | 249 | 690 |
Mistura para Bolo | Mistura para Bolo | Chocolate,Cenoura,Fubá,Coco,Limão | 400g | 399 | 899 | c
# Mercearia / Café e Matinais
Café | Café | Tradicional,Extraforte,Gourmet,Descafeinado | 250g,500g | 990 | 3990 | f
Achocolatado | Achocolatado em Pó | Tradicional,Diet | 370g,700g | 690 | 2190 |
Leite em Pó | Leite em Pó | Integral,Desnatado,Instantâneo | 380g,750g | 1290 | 3490 |
Chá | Chá | Mate Tostado,Camomila,Hortelã,Erva-Doce | 10g,20g,200g | 299 | 1290 |
# Mercearia / Biscoitos e Doces
Biscoito Recheado | Biscoito Recheado | Chocolate,Morango,Baunilha,Limão | 120g,140g | 189 | 490 | c
Biscoito Salgado | Biscoito Salgado | Água e Sal,Cream Cracker,Gergelim | 170g,350g | 299 | 890 | f
Chocolate | Chocolate | ao Leite,Meio Amargo,Branco,com Castanhas | 25g,80g,90g | 249 | 1190 |
Goiabada | Goiabada | Cascão,Cremosa | 300g,600g | 490 | 1490 |
Salgadinho | Salgadinho de Milho | Queijo,Churrasco,Cebola | 45g,110g | 299 | 1190 |
# Mercearia / Conservas
Milho e Ervilha | Milho Verde | em Conserva,no Vapor | 170g,200g | 299 | 790 | c
Atum e Sardinha | Sardinha | em Óleo,ao Molho de Tomate | 125g,250g | 490 | 1490 | c
Azeitona | Azeitona | Verde sem Caroço,Preta,Recheada | 160g,360g | 690 | 2490 |
Palmito | Palmito | Pupunha Rodelas,Açaí Inteiro | 300g,540g | 1490 | 4990 |
# Bebidas / Refrigerantes e Sucos
Refrigerante | Refrigerante | Guaraná,Cola,Laranja,Limão,Uva Zero | 350ml,600ml,2l | 249 | 1090 | f
Suco Pronto | Suco | de Uva Integral,de Laranja,de Caju,Néctar de Pêssego | 200ml,1l,1.5l | 199 | 1890 | c
Refresco em Pó | Refresco em Pó | Maracujá,Manga,Uva,Abacaxi | 18g,25g | 99 | 199 | c
# Bebidas / Águas
Água Mineral | Água Mineral | sem Gás,com Gás | 500ml,1.5l,5l | 149 | 1290 | f c
Água de Coco | Água de Coco | Natural,Esterilizada | 200ml,1l | 299 | 1590 | c
# Bebidas / Cervejas e Vinhos
Cerveja | Cerveja | Pilsen,Puro Malte,Sem Álcool,IPA | 269ml,350ml,600ml | 279 | 1690 | c f
Vinho | Vinho | Tinto Suave,Tinto Seco,Branco Seco,Rosé | 750ml,1l | 1490 | 8990 | f
Cachaça | Cachaça | Prata,Ouro,Envelhecida | 700ml,965ml | 990 | 5990 |
# Hortifrúti / Frutas
Banana | Banana | Prata,Nanica,Maçã,da Terra | kg | 399 | 1290 | w b
Laranja e Limão | Laranja | Pera,Bahia,Lima | kg | 299 | 890 | w
Maçã e Pera | Maçã | Gala,Fuji,Verde | kg | 799 | 1890 | w
Mamão e Manga | Mamão | Formosa,Papaya | kg | 499 | 1490 | w
Uva | Uva | Itália,Rubi,Thompson sem Semente | kg | 990 | 2990 | w
Melancia e Melão | Melancia | Inteira,Baby | kg | 199 | 690 | w
# Hortifrúti / Legumes e Verduras
Batata e Mandioca | Batata | Lavada,Asterix,Doce | kg | 349 | 1190 | w
Tomate | Tomate | Italiano,Carmem,Cereja | kg | 499 | 1690 | w
Cebola e Alho | Cebola | Nacional,Roxa | kg | 299 | 990 | w
Cenoura e Beterraba | Cenoura | Extra,Orgânica | kg | 299 | 1090 | w
Folhas | Alface | Crespa,Americana,Roxa,Hidropônica | un | 249 | 690 | b
Ovos | Ovos | Brancos,Vermelhos,Caipira | 12un,20un,30un | 990 | 3490 |
# Açougue / Bovinos
Cortes Nobres | Carne Bovina | Picanha,Filé Mignon,Maminha,Fraldinha | kg | 4490 | 11990 | w
Cortes do Dia a Dia | Carne Bovina | Patinho,Coxão Mole,Acém,Músculo,Moída de Primeira | kg | 2490 | 4990 | w
# Açougue / Aves e Suínos
Frango | Frango | Peito sem Osso,Coxa e Sobrecoxa,Asa,Inteiro Resfriado | kg | 990 | 2990 | w
Suínos | Carne Suína | Lombo,Pernil sem Osso,Costelinha,Bisteca | kg | 1490 | 3690 | w
Linguiça | Linguiça | Toscana,de Frango,Calabresa | 500g,700g,1kg | 1190 | 3290 |
# Açougue / Peixaria
Peixes | Peixe | Filé de Tilápia,Merluza,Salmão em Postas | kg | 2990 | 9990 | w
Camarão | Camarão | Sete-Barbas Limpo,Rosa Médio | 400g,800g | 2990 | 8990 |
# Frios e Laticínios / Queijos e Frios
Queijos | Queijo | Muçarela,Prato,Minas Frescal,Coalho | kg | 3490 | 8990 | w
Presunto e Mortadela | Presunto | Cozido,Magro,Parma Fatiado | kg | 2490 | 6990 | w
Requeijão | Requeijão | Tradicional,Light,Cremoso | 180g,200g,400g | 590 | 1690 |
# Frios e Laticínios / Leites e Iogurtes
Leite | Leite UHT | Integral,Semidesnatado,Desnatado,Zero Lactose | 1l | 449 | 890 | c
Iogurte | Iogurte | Morango,Natural,Grego,Ameixa | 170g,540g,900g | 249 | 1590 |
Manteiga | Manteiga | com Sal,sem Sal | 200g,500g | 990 | 3290 |
Margarina | Margarina | Cremosa com Sal,sem Sal | 250g,500g,1kg | 390 | 1690 | c
# Padaria / Pães e Bolos
Pão Fresco | Pão | Francês,de Queijo,Doce,Australiano | kg | 1390 | 4990 | w b
Pão de Forma | Pão de Forma | Tradicional,Integral,Milho,sem Casca | 400g,450g,500g | 690 | 1490 |
Bolos | Bolo | de Cenoura,de Fubá,Formigueiro,de Laranja | 300g,500g | 990 | 2490 |
# Congelados / Pratos e Sobremesas
Pizza e Lasanha | Pizza | Muçarela,Calabresa,Portuguesa,Quatro Queijos | 440g,460g | 1290 | 2490 |
Pão de Queijo Congelado | Pão de Queijo | Tradicional,Coquetel | 400g,1kg | 990 | 2990 |
Legumes Congelados | Brócolis | Floretes,Mix com Couve-Flor | 300g,1kg | 890 | 2790 |
Sorvete | Sorvete | Flocos,Napolitano,Creme,Açaí com Banana | 1.5l,2l | 1790 | 4490 |
# Limpeza / Roupas
Lava-Roupas | Lava-Roupas | em Pó Floral,Líquido Coco,Concentrado | 800g,1.6kg,3l | 990 | 4990 | f
Amaciante | Amaciante | Azul Clássico,Lavanda,Concentrado | 500ml,2l | 690 | 2490 | f
Alvejante | Água Sanitária | Tradicional,Perfumada | 1l,2l,5l | 299 | 1690 | c
# Limpeza / Casa
Detergente | Detergente | Neutro,Coco,Limão,Maçã | 500ml | 199 | 399 | c
Desinfetante | Desinfetante | Pinho,Lavanda,Eucalipto | 500ml,1l,2l | 490 | 1690 | c
Sabão em Barra | Sabão em Barra | Glicerinado,Coco | 5un,900g | 890 | 1990 |
Esponjas e Panos | Esponja | Multiúso,Aço,Antirrisco | 3un,4un | 290 | 990 |
Saco de Lixo | Saco para Lixo | Preto Reforçado,Azul,Pia e Banheiro | 30l,50l,100l | 490 | 2990 |
# Higiene e Beleza / Banho e Corpo
Sabonete | Sabonete | Aveia,Lavanda,Erva-Doce,Antibacteriano | 85g,90g | 179 | 590 | c
Xampu | Xampu | Hidratação,Anticaspa,Cachos,Infantil | 300ml,350ml,400ml | 890 | 3490 |
Desodorante | Desodorante | Aerossol sem Perfume,Roll-On Fresh,Creme | 50ml,150ml | 790 | 2490 |
# Higiene e Beleza / Bucal e Papel
Creme Dental | Creme Dental | Menta,Branqueador,Infantil Tutti-Frutti | 50g,90g,180g | 299 | 1490 | c
Papel Higiênico | Papel Higiênico | Folha Dupla,Folha Tripla Neutro | 4un,12un,16un | 590 | 3490 |
Fralda | Fralda | Noturna M,Noturna G,Recém-Nascido | 20un,36un,60un | 2990 | 9990 |
# Pet e Casa / Pet
Ração para Cães | Ração para Cães | Adulto Carne,Filhote,Porte Pequeno | 1kg,3kg,15kg | 1490 | 17990 |
Ração para Gatos | Ração para Gatos | Castrado Salmão,Adulto Frango | 500g,1kg,10.1kg | 1290 | 15990 |
# Pet e Casa / Utilidades
Pilhas e Lâmpadas | Lâmpada LED | Branca Fria 9W,Amarela 12W | 1un,3un | 790 | 2990 |
Velas e Fósforos | Fósforo | Longo,Tradicional | 40un,240un | 199 | 690 | c
Churrasco | Carvão Vegetal | Eucalipto,Briquete | 3kg,5kg | 1490 | 3990 |
`;

/** Read once from the table; constant. */
export const ASSORTMENT: readonly ProductFamily[] = readTable(TABLE);

function readTable(table: string): ProductFamily[] {
  const families: ProductFamily[] = [];
  let department = "";
  let group = "";
  for (const line of table.split("\n")) {
    if (line.startsWith("# ")) [department = "", group = ""] = line.slice(2).split(" / ");
    else if (line.includes("|")) families.push(familyOf(line, department, group));
  }
  return families;
}

function familyOf(line: string, department: string, group: string): ProductFamily {
  const [category = "", good = "", kinds = "", sizes = "", min = "", max = "", flags = ""] = line
    .split("|")
    .map((cell) => cell.trim());
  return {
    department,
    group,
    category,
    good,
    kinds: kinds.split(","),
    sizes: sizes.split(","),
    minCents: Number(min),
    maxCents: Number(max),
    weighed: flags.includes("w"),
    unlimited: flags.includes("b"),
    case12: flags.includes("c"),
    bundle6: flags.includes("f"),
  };
}
