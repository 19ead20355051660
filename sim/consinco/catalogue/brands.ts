/** Invented brands; any likeness to a real one is chance. */
export const BRAND_NAMES: readonly string[] =
  "Serra Clara,Bom Grão,Vó Nena,Pé da Serra,Sítio Azul,Bella Massa,Ouro do Vale,Sol Nascente do Sul,Fazenda Três Irmãos,Rio Manso,Monte Alegre,Lar Feliz,Brisa Leve,Casa Pronta,Campo Lindo,Maré Cheia,Estrela do Sertão,Dona Filó,Colina Verde,Pão da Praça,Água Viva da Mata,Nobre Corte,Granja Alvorada,Laticínios Boa Ordenha,Doce Quintal,Café do Coreto,Cerrado Vivo,Flor de Ipê,Jequitibá,Manacá,Araçá,Pindorama,Ypê-Roxo,Caminho da Roça,Estação Jundiá,Vale do Jatobá,Santa Clotilde,Três Marias do Norte,Bem-Te-Quero,Praticasa,Limpa Já,Brilho & Cor,Perfil Natural,Sorriso Bom,Bebê Fofo,Amigo Fiel,Gato de Botas,Chama Boa,Econômico,Seleção da Loja,Primeira Safra,Porto Sereno,Mar de Dentro,Ribeirão Doce,Alto da Boa Mesa,Tia Zuleica,Seu Joaquim,Padoca,São Benedito das Águas,Pôr do Sol".split(
    ",",
  );
