/**
 * Addresses as Brazilian customers write them, with the split that the ERP needs. All are made up: no person lives in
 * this table. One address a line: line 1 ~ line 2 ~ street ~ number ~ complement ~ bairro; ⁂ is U+2060.
 */
const TABLE = `
Rua X, ⁂999 ~ Ap 1, ⁂Centro ~ Rua X ~ 999 ~ Ap 1 ~ Centro
Rua X, ⁂999 ~ ⁂Centro ~ Rua X ~ 999 ~ ~ Centro
Avenida Brasil, ⁂1245 ~ Bloco 2 Ap 203, ⁂Jardim América ~ Avenida Brasil ~ 1245 ~ Bloco 2 Ap 203 ~ Jardim América
Rua das Palmeiras, ⁂123 ~ Centro ~ Rua das Palmeiras ~ 123 ~ ~ Centro
Rua das Palmeiras, ⁂123 ~ Apto 4 ~ Rua das Palmeiras ~ 123 ~ Apto 4 ~
Rua das Palmeiras, ⁂123 ~ Apto 4 - Centro ~ Rua das Palmeiras ~ 123 ~ Apto 4 ~ Centro
Rua das Palmeiras, ⁂123 Apto 4 ~ ⁂Centro ~ Rua das Palmeiras ~ 123 ~ Apto 4 ~ Centro
Rua das Palmeiras, ⁂123, Fundos ~ Casa 2, ⁂Centro ~ Rua das Palmeiras ~ 123 ~ Fundos - Casa 2 ~ Centro
Rua das Palmeiras, 123, ⁂123 ~ ⁂Centro ~ Rua das Palmeiras ~ 123 ~ ~ Centro
Rua T-63, ⁂Lote 12 Quadra 7 ~ ⁂Setor Bueno ~ Rua T-63 ~ S/N ~ Lote 12 Quadra 7 ~ Setor Bueno
Rua X, ⁂sn ~ ⁂Centro ~ Rua X ~ S/N ~ ~ Centro
Rua X, ⁂S/N ~ Casa dos fundos, ⁂Vila Nova ~ Rua X ~ S/N ~ Casa dos fundos ~ Vila Nova
Rua X, ⁂sem número ~ ⁂Vila Nova ~ Rua X ~ S/N ~ ~ Vila Nova
Rua X, ⁂- ~ ⁂Vila Nova ~ Rua X ~ S/N ~ ~ Vila Nova
Rua X, ⁂12 A ~ ⁂Vila Nova ~ Rua X ~ 12A ~ ~ Vila Nova
Rua X, ⁂nº 45 ~ ⁂Vila Nova ~ Rua X ~ 45 ~ ~ Vila Nova
Rua X, ⁂45 ~ Centro, ⁂Apto 12 ~ Rua X ~ 45 ~ Centro - Apto 12 ~
Rua X, ⁂45 ~ Ed. Solar, ⁂Casa Verde ~ Rua X ~ 45 ~ Ed. Solar ~ Casa Verde
Rua X, ⁂45 ~ Apto 3, ⁂Residencial Eldorado ~ Rua X ~ 45 ~ Apto 3 ~ Residencial Eldorado
Rua X, ⁂45 ~ Apto 3, ⁂Bairro Centro ~ Rua X ~ 45 ~ Apto 3 ~ Centro
Rua X, 123, Apto 45 ~ Bloco B, ⁂Centro ~ Rua X ~ 123 ~ Apto 45 - Bloco B ~ Centro
SQS 308 Bloco C, ⁂S/N ~ Apto 104, ⁂Asa Sul ~ SQS 308 Bloco C ~ S/N ~ Apto 104 ~ Asa Sul
Rua X, 123 ~ Centro ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 ~ ~ Rua X ~ 123 ~ ~
Rua X, 123 - Apto 4 ~ Centro ~ Rua X ~ 123 ~ Apto 4 ~ Centro
Rua X, 123 ~ Bloco B - Apto 302 ~ Rua X ~ 123 ~ Bloco B - Apto 302 ~
Av. Brasil, 1245 - Bloco 2 Ap 203 - Centro ~ ~ Av. Brasil ~ 1245 ~ Bloco 2 Ap 203 ~ Centro
Rua X, 123, Apto 45 ~ Bloco B - Centro ~ Rua X ~ 123 ~ Apto 45 - Bloco B ~ Centro
Rodovia BR 040, Km 12 ~ Zona Rural ~ Rodovia BR 040 ~ Km 12 ~ ~ Zona Rural
SQS 308 Bloco C Apto 104 ~ Asa Sul ~ SQS 308 ~ S/N ~ Bloco C Apto 104 ~ Asa Sul
SQN 305 Bloco B ~ Asa Norte ~ SQN 305 ~ S/N ~ Bloco B ~ Asa Norte
Rua X ~ 123 - Centro ~ Rua X ~ 123 ~ ~ Centro
Rua das Flores ~ 123 ~ Rua das Flores ~ 123 ~ ~
Rua das Flores ~ nº 123, Centro ~ Rua das Flores ~ 123 ~ ~ Centro
Rua das Flores ~ 123, apto 4, Centro ~ Rua das Flores ~ 123 ~ apto 4 ~ Centro
Rua das Flores ~ S/N - Vila Nova ~ Rua das Flores ~ S/N ~ ~ Vila Nova
Rua das Flores ~ Ap 12 ~ Rua das Flores ~ ~ Ap 12 ~
Rua das Flores, 123 ~ Ap 12 - Centro ~ Rua das Flores ~ 123 ~ Ap 12 ~ Centro
Av. Brasil, 1500 - Jardim América ~ ~ Av. Brasil ~ 1500 ~ ~ Jardim América
Rua 7 de Setembro, S/N ~ Bairro: Centro ~ Rua 7 de Setembro ~ S/N ~ ~ Centro
Rua das Flores 123 ~ Ap 12 ~ Rua das Flores ~ 123 ~ Ap 12 ~
Rua das Flores, nº 45 ~ ~ Rua das Flores ~ 45 ~ ~
Rua das Flores nº45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores n 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores n. 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores n° 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores No 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores num 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, número 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, Nr. 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores,45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores - 45 ~ Cambuí ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores – 45 – Cambuí ~ ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores / 45 / Cambuí ~ ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, 45/Cambuí ~ ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, 45-Cambuí ~ ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, 45. Cambuí ~ ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, 45; Cambuí ~ ~ Rua das Flores ~ 45 ~ ~ Cambuí
Rua das Flores, 45 (fundos) ~ Cambuí ~ Rua das Flores ~ 45 ~ fundos ~ Cambuí
Rua das Flores, 45 | apto 3 | Cambuí ~ ~ Rua das Flores ~ 45 ~ apto 3 ~ Cambuí
RUA DAS FLORES, 45 ~ CAMBUI ~ RUA DAS FLORES ~ 45 ~ ~ CAMBUI
RUA DAS FLORES 45 APTO 12 ~ CENTRO ~ RUA DAS FLORES ~ 45 ~ APTO 12 ~ CENTRO
rua das flores 45 ap 12 bl 3 ~ jd europa ~ rua das flores ~ 45 ~ ap 12 bl 3 ~ jd europa
rua  das   flores ,  45 ~   centro  ~ rua das flores ~ 45 ~ ~ centro
Rua das Flores, 45, ~ Centro. ~ Rua das Flores ~ 45 ~ ~ Centro
Rua das Flores, 45 - ~ - Centro ~ Rua das Flores ~ 45 ~ ~ Centro
Rua das Flores, 123A ~ Centro ~ Rua das Flores ~ 123A ~ ~ Centro
Rua das Flores, 123-B ~ Centro ~ Rua das Flores ~ 123-B ~ ~ Centro
Rua das Flores, 12 A ~ Centro ~ Rua das Flores ~ 12A ~ ~ Centro
Rua das Flores 12 B ~ Centro ~ Rua das Flores ~ 12B ~ ~ Centro
Rua das Flores, 1.245 ~ Centro ~ Rua das Flores ~ 1245 ~ ~ Centro
Av. das Nações, 12.901 - Torre Norte ~ Brooklin ~ Av. das Nações ~ 12901 ~ Torre Norte ~ Brooklin
Rua das Flores, 123/125 ~ Centro ~ Rua das Flores ~ 123/125 ~ ~ Centro
Rua das Flores S/N ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores, s/nº ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores SN ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores, s.n. ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores, sem número ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores sem numero ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores, sem nº - Centro ~ ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores, s / n ~ Centro ~ Rua das Flores ~ S/N ~ ~ Centro
Rua das Flores, S/N-Centro ~ ~ Rua das Flores ~ S/N ~ ~ Centro
Rodovia BR-040 Km 12 ~ Zona Rural ~ Rodovia BR-040 ~ Km 12 ~ ~ Zona Rural
BR 101, Km 205 ~ Distrito Industrial ~ BR 101 ~ Km 205 ~ ~ Distrito Industrial
BR-101, 1500 ~ Barreiros ~ BR-101 ~ 1500 ~ ~ Barreiros
SP-330 Km 312,5 ~ Distrito Industrial ~ SP-330 ~ Km 312,5 ~ ~ Distrito Industrial
Rod. Anhanguera, km 98 ~ Jardim Eulina ~ Rod. Anhanguera ~ km 98 ~ ~ Jardim Eulina
Rod. Raposo Tavares, Km 22,5 - Sala 3 - Granja Viana ~ ~ Rod. Raposo Tavares ~ Km 22,5 ~ Sala 3 ~ Granja Viana
Rodovia SP 330 1000 ~ Zona Rural ~ Rodovia SP 330 ~ 1000 ~ ~ Zona Rural
Rodovia MG-050, KM12 ~ Zona Rural ~ Rodovia MG-050 ~ KM12 ~ ~ Zona Rural
Estrada do Campo Limpo, 3500 ~ Pirajuçara ~ Estrada do Campo Limpo ~ 3500 ~ ~ Pirajuçara
Estrada Velha de Campinas, km 5 ~ Sítio Boa Vista - Zona Rural ~ Estrada Velha de Campinas ~ km 5 ~ Sítio Boa Vista ~ Zona Rural
Estrada Municipal ~ Km 3 - Zona Rural ~ Estrada Municipal ~ Km 3 ~ ~ Zona Rural
Sítio Boa Esperança ~ Zona Rural ~ Sítio Boa Esperança ~ S/N ~ ~ Zona Rural
Fazenda Santa Maria, S/N ~ Zona Rural ~ Fazenda Santa Maria ~ S/N ~ ~ Zona Rural
Fazenda Santa Maria, Km 5 ~ Zona Rural ~ Fazenda Santa Maria ~ Km 5 ~ ~ Zona Rural
Chácara Recanto Feliz, 12 ~ Área Rural ~ Chácara Recanto Feliz ~ 12 ~ ~ Área Rural
Estrada da Cachoeira ~ Zona Rural ~ Estrada da Cachoeira ~ S/N ~ ~ Zona Rural
SQS 308 Bloco C Apto 104 ~ x - Asa Sul ~ SQS 308 ~ S/N ~ Bloco C Apto 104 - x ~ Asa Sul
SQS 308, Bloco C, Apto 104 ~ Asa Sul ~ SQS 308 ~ S/N ~ Bloco C, Apto 104 ~ Asa Sul
SQS 308 Bloco C, 104 ~ Asa Sul ~ SQS 308 ~ S/N ~ Bloco C, 104 ~ Asa Sul
SQSW 104 Bloco F Apto 210 - Sudoeste ~ ~ SQSW 104 ~ S/N ~ Bloco F Apto 210 ~ Sudoeste
SHIS QI 15 Conjunto 3 Casa 12 ~ Lago Sul ~ SHIS QI 15 ~ S/N ~ Conjunto 3 Casa 12 ~ Lago Sul
SHIN QL 8 Conjunto 5, Casa 2 ~ Lago Norte ~ SHIN QL 8 ~ S/N ~ Conjunto 5, Casa 2 ~ Lago Norte
QNM 34 Conjunto B Casa 10 ~ Taguatinga Norte ~ QNM 34 ~ S/N ~ Conjunto B Casa 10 ~ Taguatinga Norte
QNL 12 Bloco A Apto 101 ~ Taguatinga ~ QNL 12 ~ S/N ~ Bloco A Apto 101 ~ Taguatinga
CLN 208 Bloco A Loja 5 ~ Asa Norte ~ CLN 208 ~ S/N ~ Bloco A Loja 5 ~ Asa Norte
CLS 108, Bloco B, Loja 12 ~ Asa Sul ~ CLS 108 ~ S/N ~ Bloco B, Loja 12 ~ Asa Sul
SCS Quadra 1 Bloco A Sala 203 ~ Asa Sul ~ SCS Quadra 1 ~ S/N ~ Bloco A Sala 203 ~ Asa Sul
SGAS 910 Conjunto B ~ Asa Sul ~ SGAS 910 ~ S/N ~ Conjunto B ~ Asa Sul
SIA Trecho 3 Lote 625 ~ Zona Industrial ~ SIA Trecho 3 ~ S/N ~ Lote 625 ~ Zona Industrial
QI 11 Lote 5 ~ Guará I ~ QI 11 ~ S/N ~ Lote 5 ~ Guará I
Quadra 10 Lote 3 ~ Setor Leste ~ Quadra 10 ~ S/N ~ Lote 3 ~ Setor Leste
Quadra 5 Conjunto C Casa 20 ~ Sobradinho ~ Quadra 5 ~ S/N ~ Conjunto C Casa 20 ~ Sobradinho
Qd. 12, Lt. 7 ~ Jardim Ingá ~ Qd. 12 ~ S/N ~ Lt. 7 ~ Jardim Ingá
Rua T-63, Qd. 12 Lt. 5 ~ Setor Bueno ~ Rua T-63 ~ S/N ~ Qd. 12 Lt. 5 ~ Setor Bueno
Rua T-63, 1200, Qd 12 Lt 5 ~ Setor Bueno ~ Rua T-63 ~ 1200 ~ Qd 12 Lt 5 ~ Setor Bueno
Rua T 63 1200 ~ Setor Bueno ~ Rua T 63 ~ 1200 ~ ~ Setor Bueno
Rua 2 Quadra 5 Lote 6 ~ Setor Oeste ~ Rua 2 ~ S/N ~ Quadra 5 Lote 6 ~ Setor Oeste
Av. 136, Qd F44 Lt 36 ~ Setor Marista ~ Av. 136 ~ S/N ~ Qd F44 Lt 36 ~ Setor Marista
Rua C-145 Qd 300 Lt 12 ~ Jardim América ~ Rua C-145 ~ S/N ~ Qd 300 Lt 12 ~ Jardim América
Rua 18 ~ Quadra 3 Lote 4 - Setor Sul ~ Rua 18 ~ S/N ~ Quadra 3 Lote 4 ~ Setor Sul
104 Sul Alameda 2 ~ Plano Diretor Sul ~ 104 Sul Alameda 2 ~ S/N ~ ~ Plano Diretor Sul
104 Sul Alameda 2, Lote 15 ~ Plano Diretor Sul ~ 104 Sul Alameda 2 ~ S/N ~ Lote 15 ~ Plano Diretor Sul
Quadra 305 Norte Avenida LO 10 ~ Plano Diretor Norte ~ Quadra 305 Norte Avenida LO 10 ~ S/N ~ ~ Plano Diretor Norte
Rua 7 de Setembro, 100 ~ Centro ~ Rua 7 de Setembro ~ 100 ~ ~ Centro
Rua 15 de Novembro 250 ~ Centro ~ Rua 15 de Novembro ~ 250 ~ ~ Centro
Rua 25 de Março 300 ~ Centro ~ Rua 25 de Março ~ 300 ~ ~ Centro
Av. 9 de Julho 1000 ~ Jardim Paulista ~ Av. 9 de Julho ~ 1000 ~ ~ Jardim Paulista
Av. 23 de Maio, 1500 apto 31 ~ Paraíso ~ Av. 23 de Maio ~ 1500 ~ apto 31 ~ Paraíso
Rua 10, 55 ~ Cidade Nova ~ Rua 10 ~ 55 ~ ~ Cidade Nova
Rua 10 55 ~ Cidade Nova ~ Rua 10 ~ 55 ~ ~ Cidade Nova
Rua 10 nº 55 ~ Cidade Nova ~ Rua 10 ~ 55 ~ ~ Cidade Nova
Rua 13 ~ ~ Rua 13 ~ ~ ~
Rua 5 Casa 10 ~ Cohab ~ Rua 5 ~ S/N ~ Casa 10 ~ Cohab
Rua XV de Novembro, 1000 ~ Centro ~ Rua XV de Novembro ~ 1000 ~ ~ Centro
Rua XV 1000 ~ Centro ~ Rua XV ~ 1000 ~ ~ Centro
Rua Dom Pedro II, 88 ~ Centro ~ Rua Dom Pedro II ~ 88 ~ ~ Centro
Rua 1º de Maio, 50 ~ Vila Operária ~ Rua 1º de Maio ~ 50 ~ ~ Vila Operária
Rua Projetada 5, 120 ~ Loteamento Novo ~ Rua Projetada 5 ~ 120 ~ ~ Loteamento Novo
Rua A, 12 ~ Conjunto Ceará ~ Rua A ~ 12 ~ ~ Conjunto Ceará
Rua B 12 ~ Conjunto Habitacional Castelo ~ Rua B ~ 12 ~ ~ Conjunto Habitacional Castelo
Rua da Torre, 12 ~ Madalena ~ Rua da Torre ~ 12 ~ ~ Madalena
Rua da Torre 12 ~ Madalena ~ Rua da Torre ~ 12 ~ ~ Madalena
Rua Casa Branca, 12 ~ Jardim Paulista ~ Rua Casa Branca ~ 12 ~ ~ Jardim Paulista
Travessa dos Lotes, 8 ~ Vila Nova ~ Travessa dos Lotes ~ 8 ~ ~ Vila Nova
Av.Brasil,1000 ~ Centro ~ Av.Brasil ~ 1000 ~ ~ Centro
R. Sete, 45 ~ Centro ~ R. Sete ~ 45 ~ ~ Centro
Al. Santos 1500 cj 72 ~ Cerqueira César ~ Al. Santos ~ 1500 ~ cj 72 ~ Cerqueira César
Pça da Sé, 10 ~ Sé ~ Pça da Sé ~ 10 ~ ~ Sé
Praça Tiradentes, 3 - sala 12 ~ Centro ~ Praça Tiradentes ~ 3 ~ sala 12 ~ Centro
Paulista, 1000 ~ Bela Vista ~ Paulista ~ 1000 ~ ~ Bela Vista
Paulista 1000 ~ Bela Vista ~ Paulista ~ 1000 ~ ~ Bela Vista
123, Rua das Flores ~ Centro ~ Rua das Flores ~ 123 ~ ~ Centro
123 Rua das Flores ~ Centro ~ Rua das Flores ~ 123 ~ ~ Centro
Apto 12 ~ Rua das Flores, 123 - Centro ~ Rua das Flores ~ 123 ~ Apto 12 ~ Centro
Centro ~ Rua das Flores, 123 ~ Rua das Flores ~ 123 ~ ~ Centro
Condomínio Alphaville, Rua das Flores, 123 ~ Casa 4 - Tamboré ~ Rua das Flores ~ 123 ~ Condomínio Alphaville - Casa 4 ~ Tamboré
Condomínio Vale Verde, Casa 12 ~ Zona Rural ~ Condomínio Vale Verde ~ S/N ~ Casa 12 ~ Zona Rural
Rua X, 123 ~ Condomínio Jardim Europa ~ Rua X ~ 123 ~ Condomínio Jardim Europa ~
Rua X, 123 ~ Cond. Jardim Europa - Vila Rica ~ Rua X ~ 123 ~ Cond. Jardim Europa ~ Vila Rica
Rua X, 123 ~ Residencial das Flores, Vila Rica ~ Rua X ~ 123 ~ Residencial das Flores ~ Vila Rica
Rua X, 123, Ed. Solar ~ Cambuí ~ Rua X ~ 123 ~ Ed. Solar ~ Cambuí
Rua X, 123 ~ Edifício Solar, apto 32 ~ Rua X ~ 123 ~ Edifício Solar, apto 32 ~
Rua X, 123 - Edifício Solar Bloco 2 Apto 32 - Cambuí ~ ~ Rua X ~ 123 ~ Edifício Solar Bloco 2 Apto 32 ~ Cambuí
Rua X, 123 ~ perto da padaria ~ Rua X ~ 123 ~ perto da padaria ~
Rua X, 123 - Centro ~ perto da padaria ~ Rua X ~ 123 ~ perto da padaria ~ Centro
Rua X, 123 - Centro ~ em frente ao mercado ~ Rua X ~ 123 ~ em frente ao mercado ~ Centro
Rua X, 123 ~ Centro, próximo ao posto ~ Rua X ~ 123 ~ próximo ao posto ~ Centro
Rua X, 123 ~ Centro próximo ao posto ~ Rua X ~ 123 ~ próximo ao posto ~ Centro
Rua X, 123 ~ prox. escola estadual - Vila Nova ~ Rua X ~ 123 ~ prox. escola estadual ~ Vila Nova
Rua X, 123 ~ ref: mercado azul ~ Rua X ~ 123 ~ ref: mercado azul ~
Rua X, 123 ~ ao lado da igreja - Centro ~ Rua X ~ 123 ~ ao lado da igreja ~ Centro
Rua X, 123 ~ Esquina com Rua Y, Centro ~ Rua X ~ 123 ~ Esquina com Rua Y ~ Centro
Rua X, 123 ~ Centro (esquina com a Rua Y) ~ Rua X ~ 123 ~ esquina com a Rua Y ~ Centro
Rua X, 123 ~ Ponto de referência: praça ~ Rua X ~ 123 ~ Ponto de referência: praça ~
Rua X, 123 ~ deixar na portaria ~ Rua X ~ 123 ~ deixar na portaria ~
Rua X, 123 ~ Portaria 2 ~ Rua X ~ 123 ~ Portaria 2 ~
Rua X, 123 ~ Fundos ~ Rua X ~ 123 ~ Fundos ~
Rua X, 123 ~ fds - Centro ~ Rua X ~ 123 ~ fds ~ Centro
Rua X, 123 ~ Frente ~ Rua X ~ 123 ~ Frente ~
Rua X, 123 ~ Casa ~ Rua X ~ 123 ~ Casa ~
Rua X, 123 ~ casa 2 ~ Rua X ~ 123 ~ casa 2 ~
Rua X, 123 ~ Casa A ~ Rua X ~ 123 ~ Casa A ~
Rua X, 123 ~ casa azul ~ Rua X ~ 123 ~ casa azul ~
Rua X, 123 ~ casa de esquina ~ Rua X ~ 123 ~ casa de esquina ~
Rua X, 123 ~ Casa Verde ~ Rua X ~ 123 ~ ~ Casa Verde
Rua X, 123 ~ Casa Forte ~ Rua X ~ 123 ~ ~ Casa Forte
Rua X, 123 casa 2 ~ Casa Amarela ~ Rua X ~ 123 ~ casa 2 ~ Casa Amarela
Rua X, 123 ~ Torre ~ Rua X ~ 123 ~ ~ Torre
Rua X, 123 ~ Torre 2 Apto 81 ~ Rua X ~ 123 ~ Torre 2 Apto 81 ~
Rua X, 123 ~ Torre A, 81 - Torre ~ Rua X ~ 123 ~ Torre A, 81 ~ Torre
Rua X, 123 ~ Sala 12 ~ Rua X ~ 123 ~ Sala 12 ~
Rua X, 123 ~ sl 3 - Centro ~ Rua X ~ 123 ~ sl 3 ~ Centro
Rua X, 123 ~ Loja 4 ~ Rua X ~ 123 ~ Loja 4 ~
Rua X, 123 lj 4 ~ Centro ~ Rua X ~ 123 ~ lj 4 ~ Centro
Rua X, 123 ~ Conj. 45 ~ Rua X ~ 123 ~ Conj. 45 ~
Rua X, 123 ~ cj 1203 - Itaim Bibi ~ Rua X ~ 123 ~ cj 1203 ~ Itaim Bibi
Rua X, 123 ~ 3º andar ~ Rua X ~ 123 ~ 3º andar ~
Rua X, 123 - 3 andar - Centro ~ ~ Rua X ~ 123 ~ 3 andar ~ Centro
Rua X, 123, 10º andar, sala 1002 ~ Centro ~ Rua X ~ 123 ~ 10º andar, sala 1002 ~ Centro
Rua X, 123 ~ Galpão 3 ~ Rua X ~ 123 ~ Galpão 3 ~
Rua X, 123 ~ Sobrado ~ Rua X ~ 123 ~ Sobrado ~
Rua X, 123 ~ Kitnet 5 ~ Rua X ~ 123 ~ Kitnet 5 ~
Rua X, 123 ~ Box 12 - Mercado Municipal ~ Rua X ~ 123 ~ Box 12 - Mercado Municipal ~
Rua X, 123 ~ Lote 7 ~ Rua X ~ 123 ~ Lote 7 ~
Rua X, 123 ~ Qd 5 Lt 7 ~ Rua X ~ 123 ~ Qd 5 Lt 7 ~
Rua X, 123 ~ Q.5 L.7 - Jardim Sul ~ Rua X ~ 123 ~ Q.5 L.7 ~ Jardim Sul
Rua X, 123 ~ Cobertura ~ Rua X ~ 123 ~ Cobertura ~
Rua X, 123 ~ Térreo - Centro ~ Rua X ~ 123 ~ Térreo ~ Centro
Rua X, 123 ~ apto45 ~ Rua X ~ 123 ~ apto45 ~
Rua X, 123 ~ ap.45 bl.B - Centro ~ Rua X ~ 123 ~ ap.45 bl.B ~ Centro
Rua X, 123 ~ Apto. 45 Centro ~ Rua X ~ 123 ~ Apto. 45 ~ Centro
Rua X, 123 ~ Apto 45 Jardim América ~ Rua X ~ 123 ~ Apto 45 ~ Jardim América
Rua X, 123 ~ Bloco B Apto 302 Vila Mariana ~ Rua X ~ 123 ~ Bloco B Apto 302 ~ Vila Mariana
Rua X, 123 ~ AP 45-B ~ Rua X ~ 123 ~ AP 45-B ~
Rua X, 123 ~ Apt 45/Bl 2 ~ Rua X ~ 123 ~ Apt 45/Bl 2 ~
Rua X, 123/apto 45 ~ Centro ~ Rua X ~ 123 ~ apto 45 ~ Centro
Rua X, 123-apto 45 ~ Centro ~ Rua X ~ 123 ~ apto 45 ~ Centro
Rua X, 123 ap45 ~ Centro ~ Rua X ~ 123 ~ ap45 ~ Centro
Rua X, 123ap45 ~ Centro ~ Rua X ~ 123 ~ ap45 ~ Centro
Rua X 123 apartamento 45 bloco 2 ~ Vila Mariana ~ Rua X ~ 123 ~ apartamento 45 bloco 2 ~ Vila Mariana
Rua X, 123 ~ 302 ~ Rua X ~ 123 ~ 302 ~
Rua X, 123 ~ 302 B ~ Rua X ~ 123 ~ 302 B ~
Rua X, 123 ~ 302 - Centro ~ Rua X ~ 123 ~ 302 ~ Centro
Rua X, 123 Centro ~ Apto 4 ~ Rua X ~ 123 ~ Apto 4 ~ Centro
Rua X 123 Centro ~ ~ Rua X ~ 123 ~ ~ Centro
Rua X 123 Jardim das Rosas ~ ~ Rua X ~ 123 ~ ~ Jardim das Rosas
Rua X 123 bairro Cambuí ~ ~ Rua X ~ 123 ~ ~ Cambuí
Rua X, 123 ~ B. Santa Rita ~ Rua X ~ 123 ~ ~ Santa Rita
Rua X, 123 ~ Bairro Santa Rita, apto 4 ~ Rua X ~ 123 ~ apto 4 ~ Santa Rita
Rua X, 123 ~ Bairro do Limão ~ Rua X ~ 123 ~ ~ Bairro do Limão
Rua X, 123 ~ Bairro Alto ~ Rua X ~ 123 ~ ~ Bairro Alto
Rua X, 123 ~ Jd. Europa ~ Rua X ~ 123 ~ ~ Jd. Europa
Rua X, 123 ~ Vl. Nova ~ Rua X ~ 123 ~ ~ Vl. Nova
Rua X, 123 ~ Pq. das Nações ~ Rua X ~ 123 ~ ~ Pq. das Nações
Rua X, 123 ~ Parque Residencial Aquarius ~ Rua X ~ 123 ~ ~ Parque Residencial Aquarius
Rua X, 123 ~ Conjunto Habitacional José Bonifácio ~ Rua X ~ 123 ~ ~ Conjunto Habitacional José Bonifácio
Rua X, 123 ~ Conj. Hab. Castelo ~ Rua X ~ 123 ~ ~ Conj. Hab. Castelo
Rua X, 123 ~ Setor Bueno ~ Rua X ~ 123 ~ ~ Setor Bueno
Rua X, 123 ~ Núcleo Bandeirante ~ Rua X ~ 123 ~ ~ Núcleo Bandeirante
Rua X, 123 ~ Mangabeira 7 ~ Rua X ~ 123 ~ ~ Mangabeira 7
Rua X, 123 ~ Chácara Santo Antônio ~ Rua X ~ 123 ~ ~ Chácara Santo Antônio
Rua X, 123 ~ Chácara 12 ~ Rua X ~ 123 ~ Chácara 12 ~
Rua X, 123 ~ Sítio Cercado ~ Rua X ~ 123 ~ ~ Sítio Cercado
Rua X, 123 ~ Loteamento Nova Era ~ Rua X ~ 123 ~ ~ Loteamento Nova Era
Rua X, 123 ~ Barra da Tijuca ~ Rua X ~ 123 ~ ~ Barra da Tijuca
Rua X, 123 ~ Portão ~ Rua X ~ 123 ~ ~ Portão
Rua X, 123 ~ portão azul ~ Rua X ~ 123 ~ portão azul ~
Rua X, 123 ~ Shopping Norte, loja 12 ~ Rua X ~ 123 ~ Shopping Norte, loja 12 ~
Rua X, 123 ~ Centro Empresarial Sul, sala 4 ~ Rua X ~ 123 ~ Centro Empresarial Sul, sala 4 ~
Rua X, 123 ~ Supermercado Exemplo ~ Rua X ~ 123 ~ Supermercado Exemplo ~
Rua X, 123 ~ a/c João ~ Rua X ~ 123 ~ a/c João ~
Rua X, 123 ~ Rua X, 123 ~ Rua X ~ 123 ~ ~
Rua X, 123 - Centro ~ Centro ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 - Centro ~ Centro - Apto 5 ~ Rua X ~ 123 ~ Apto 5 ~ Centro
Rua X, 123 - Centro - São Paulo - SP ~ ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 - Centro, São Paulo/SP ~ ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 ~ Centro - Campinas/SP ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 ~ Centro, Sorocaba - SP, 18010-000 ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 ~ Cambuí - Campinas - SP - CEP 13025-000 ~ Rua X ~ 123 ~ ~ Cambuí
Rua X, 123 ~ Centro, 01310-100 ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123 ~ Centro CEP 01310-100 ~ Rua X ~ 123 ~ ~ Centro
Rua X, 123, apto 4 - Cambuí, Campinas - SP, Brasil ~ ~ Rua X ~ 123 ~ apto 4 ~ Cambuí
Rua X, 123 ~ Savassi, Belo Horizonte ~ Rua X ~ 123 ~ ~ Savassi
Rua X, 123 - Fundos - Cambuí ~ ~ Rua X ~ 123 ~ Fundos ~ Cambuí
Rua X, Centro, 123 ~ ~ Rua X ~ 123 ~ ~ Centro
Rua X, Bloco 2, 123 ~ Centro ~ Rua X ~ 123 ~ Bloco 2 ~ Centro
Rua X, 123 - Cambuí ~ Ap 12 ~ Rua X ~ 123 ~ Ap 12 ~ Cambuí
Rua X, 123 - Cambuí ~ Bloco B, Apto 12, Torre 3 ~ Rua X ~ 123 ~ Bloco B, Apto 12, Torre 3 ~ Cambuí
Rua X, 123, Vila Nova ~ Casa 3, perto do campo ~ Rua X ~ 123 ~ Casa 3, perto do campo ~ Vila Nova
Rua X ~ Lote 5 Quadra 8 - Jardim Sul ~ Rua X ~ S/N ~ Lote 5 Quadra 8 ~ Jardim Sul
Rua X, Lote 12 Quadra 7 ~ Jardim Sul ~ Rua X ~ S/N ~ Lote 12 Quadra 7 ~ Jardim Sul
~ ~ ~ ~ ~
~ Rua X, 123 - Centro ~ Rua X ~ 123 ~ ~ Centro
Rua Augusta 1500 ap 12 ~ Consolação ~ Rua Augusta ~ 1500 ~ ap 12 ~ Consolação
Rua Augusta, 1500, Consolação, São Paulo ~ apto 12 ~ Rua Augusta ~ 1500 ~ apto 12 ~ Consolação
Rua Augusta, 1500 ~ apto. 12-A ~ Rua Augusta ~ 1500 ~ apto. 12-A ~ 
Rua Augusta, 1500 ~ Apartamento 12, Edifício Monte Azul, Consolação ~ Rua Augusta ~ 1500 ~ Apartamento 12, Edifício Monte Azul ~ Consolação
Av Paulista 1578 10 andar ~ Bela Vista ~ Av Paulista ~ 1578 ~ 10 andar ~ Bela Vista
Av. Paulista, 1578 – 10º andar – Conj. 1001 ~ Bela Vista ~ Av. Paulista ~ 1578 ~ 10º andar - Conj. 1001 ~ Bela Vista
Avenida Atlântica, 2000/501 ~ Copacabana ~ Avenida Atlântica ~ 2000/501 ~ ~ Copacabana
Rua Barata Ribeiro 502/301 ~ Copacabana ~ Rua Barata Ribeiro ~ 502/301 ~ ~ Copacabana
Rua Voluntários da Pátria 45 sala 201 ~ Botafogo ~ Rua Voluntários da Pátria ~ 45 ~ sala 201 ~ Botafogo
Estrada dos Bandeirantes, 8505, bl 2, apt 503 ~ Camorim ~ Estrada dos Bandeirantes ~ 8505 ~ bl 2, apt 503 ~ Camorim
Rua 25, 30 qd 12 lt 3 ~ Jd Goiás ~ Rua 25 ~ 30 ~ qd 12 lt 3 ~ Jd Goiás
Rua 25 qd 12 lt 3 n 30 ~ Jd Goiás ~ Rua 25 ~ 30 ~ qd 12 lt 3 ~ Jd Goiás
Rua 25, Qd. 12, Lt. 3, nº 30 ~ Jd Goiás ~ Rua 25 ~ 30 ~ Qd. 12, Lt. 3 ~ Jd Goiás
Rua 25 Q.12 L.3 ~ Jd Goiás ~ Rua 25 ~ S/N ~ Q.12 L.3 ~ Jd Goiás
Avenida T-4, nº 619, Qd. 141, Lt. 4/5, Ed. Buena Vista, sala 1201 ~ Setor Bueno ~ Avenida T-4 ~ 619 ~ Qd. 141, Lt. 4/5, Ed. Buena Vista, sala 1201 ~ Setor Bueno
QNA 20 casa 12 ~ Taguatinga Norte ~ QNA 20 ~ S/N ~ casa 12 ~ Taguatinga Norte
QR 205 conjunto 4 casa 15 ~ Samambaia Norte ~ QR 205 ~ S/N ~ conjunto 4 casa 15 ~ Samambaia Norte
QE 30 Conj A casa 45 ~ Guará II ~ QE 30 ~ S/N ~ Conj A casa 45 ~ Guará II
EQNP 12/16 Bloco A Loja 3 ~ Ceilândia ~ EQNP 12/16 ~ S/N ~ Bloco A Loja 3 ~ Ceilândia
SHCGN 704 Bloco K Casa 25 ~ Asa Norte ~ SHCGN 704 ~ S/N ~ Bloco K Casa 25 ~ Asa Norte
SMPW Quadra 5 Conjunto 2 Lote 3 Casa B ~ Park Way ~ SMPW Quadra 5 ~ S/N ~ Conjunto 2 Lote 3 Casa B ~ Park Way
SGAN 601 Módulo H ~ Asa Norte ~ SGAN 601 ~ S/N ~ Módulo H ~ Asa Norte
Setor Comercial Sul Quadra 2 Bloco C ~ Asa Sul ~ Setor Comercial Sul ~ S/N ~ Quadra 2 Bloco C ~ Asa Sul
Condomínio Solar de Brasília Quadra 3 Casa 12 ~ Jardim Botânico ~ Condomínio Solar de Brasília ~ S/N ~ Quadra 3 Casa 12 ~ Jardim Botânico
Rua Ipê Amarelo, 12, Cond. Villa Real ~ Alphaville ~ Rua Ipê Amarelo ~ 12 ~ Cond. Villa Real ~ Alphaville
Alameda Rio Negro, 585 - Bloco A - 4º andar ~ Alphaville Industrial ~ Alameda Rio Negro ~ 585 ~ Bloco A - 4º andar ~ Alphaville Industrial
Rua do Comércio s/n ~ Distrito de Santa Cruz ~ Rua do Comércio ~ S/N ~ ~ Distrito de Santa Cruz
Rua Principal, s/n, próximo à igreja ~ Povoado Boa Vista ~ Rua Principal ~ S/N ~ próximo à igreja ~ Povoado Boa Vista
Povoado Lagoa Seca ~ zona rural ~ Povoado Lagoa Seca ~ S/N ~ ~ zona rural
Sitio Lagoa de Dentro s/n ~ Zona Rural ~ Sitio Lagoa de Dentro ~ S/N ~ ~ Zona Rural
Linha São João, km 4 ~ Interior ~ Linha São João ~ km 4 ~ ~ Interior
Assentamento Nova Esperança, lote 45 ~ Zona Rural ~ Assentamento Nova Esperança ~ S/N ~ lote 45 ~ Zona Rural
Rodovia Presidente Dutra, Km 154, Galpão 3 ~ Eugênio de Melo ~ Rodovia Presidente Dutra ~ Km 154 ~ Galpão 3 ~ Eugênio de Melo
Rod. Dom Pedro I km 143 ~ Jd Nilópolis ~ Rod. Dom Pedro I ~ km 143 ~ ~ Jd Nilópolis
Rodovia BR 116, nº 2500 ~ Cascavel ~ Rodovia BR 116 ~ 2500 ~ ~ Cascavel
Rodovia SC-401, 8600, bloco 2 sala 3 ~ Santo Antônio de Lisboa ~ Rodovia SC-401 ~ 8600 ~ bloco 2 sala 3 ~ Santo Antônio de Lisboa
Rua Maria Quitéria 12 Casa fundos ~ Pituba ~ Rua Maria Quitéria ~ 12 ~ Casa fundos ~ Pituba
Rua João XXIII, 45 ~ Cohab ~ Rua João XXIII ~ 45 ~ ~ Cohab
Rua Bento XVI 45 ~ Cohab ~ Rua Bento XVI ~ 45 ~ ~ Cohab
Rua Capitão 3º Batalhão, 45 ~ Vila Militar ~ Rua Capitão 3º Batalhão ~ 45 ~ ~ Vila Militar
Avenida Doutor João 23, 100 ~ Centro ~ Avenida Doutor João 23 ~ 100 ~ ~ Centro
R: das Flores, 12 ~ Centro ~ R: das Flores ~ 12 ~ ~ Centro
Rua: das Flores nº: 12 ~ Bairro: Centro ~ Rua: das Flores ~ 12 ~ ~ Centro
Rua das Flores N:12 ~ Centro ~ Rua das Flores ~ 12 ~ ~ Centro
Rua das Flores Nº. 12 ~ Centro ~ Rua das Flores ~ 12 ~ ~ Centro
Rua das Flores, N 12 ~ Centro ~ Rua das Flores ~ 12 ~ ~ Centro
Rua das Flores #12 ~ Centro ~ Rua das Flores ~ 12 ~ ~ Centro
Rua das Flores, 12 - compl: fundos ~ Centro ~ Rua das Flores ~ 12 ~ compl: fundos ~ Centro
Rua das Flores, 12, casa ~ Centro ~ Rua das Flores ~ 12 ~ casa ~ Centro
Rua das Flores, 12, casa da frente ~ Centro ~ Rua das Flores ~ 12 ~ casa da frente ~ Centro
Rua das Flores, 12 casa dos fundos ~ Centro ~ Rua das Flores ~ 12 ~ casa dos fundos ~ Centro
Rua das Flores, 12 ~ Complemento: apto 3 ~ Rua das Flores ~ 12 ~ Complemento: apto 3 ~ 
Rua das Flores, 12 ~ Compl. ap 3 Bairro Centro ~ Rua das Flores ~ 12 ~ Compl. ap 3 ~ Centro
Rua das Flores, 12 ~ Bairro: Centro Complemento: casa ~ Rua das Flores ~ 12 ~ Complemento: casa ~ Centro
Rua das Flores, 12 ~ Centro - Casa ~ Rua das Flores ~ 12 ~ Casa ~ Centro
Rua das Flores, 12 ~ N/A ~ Rua das Flores ~ 12 ~ N/A ~ 
Rua das Flores, 12 ~ - ~ Rua das Flores ~ 12 ~ ~ 
Rua das Flores, 12 ~ . ~ Rua das Flores ~ 12 ~ ~ 
Rua das Flores, 12 ~ sem complemento ~ Rua das Flores ~ 12 ~ complemento ~ sem
Rua das Flores, 12 ~ (11) 99999-9999 ~ Rua das Flores ~ 12 ~ 11 99999-9999 ~ 
Rua das Flores, 12 ~ Falar com Maria 11 99999-9999 ~ Rua das Flores ~ 12 ~ Falar com Maria 11 99999-9999 ~ 
Rua das Flores, 12 ~ Interfone 302 ~ Rua das Flores ~ 12 ~ Interfone 302 ~ 
Rua das Flores, 12 ~ tocar interfone 302 - Centro ~ Rua das Flores ~ 12 ~ tocar interfone 302 ~ Centro
Rua das Flores, 12 ~ Casa rosa de portão branco ~ Rua das Flores ~ 12 ~ Casa rosa de portão branco ~ 
Rua das Flores, 12 ~ sobrado azul, Vila Nova ~ Rua das Flores ~ 12 ~ sobrado azul ~ Vila Nova
Rua das Flores, 12 ~ Vila Nova sobrado azul ~ Rua das Flores ~ 12 ~ sobrado azul ~ Vila Nova
Rua das Flores, 12 ~ Jardim Europa Apto 12 ~ Rua das Flores ~ 12 ~ Apto 12 ~ Jardim Europa
Rua das Flores, 12 ~ Jardim Europa, Bloco 3 ~ Rua das Flores ~ 12 ~ Bloco 3 ~ Jardim Europa
Rua das Flores, 12 ~ Condomínio Park Club, Torre B, Apto 1204, Barra Funda ~ Rua das Flores ~ 12 ~ Condomínio Park Club, Torre B, Apto 1204 ~ Barra Funda
Rua das Flores, 12 ~ Cond Park Club Torre B Apto 1204 Barra Funda ~ Rua das Flores ~ 12 ~ Cond Park Club Torre B Apto 1204 ~ Barra Funda
Rua das Flores, 12 ~ Res. Itália bl 4 ap 12 ~ Rua das Flores ~ 12 ~ Res. Itália bl 4 ap 12 ~ 
Rua das Flores, 12 ~ Vila Residencial, casa 3 ~ Rua das Flores ~ 12 ~ casa 3 ~ Vila Residencial
Rua das Flores, 12 ~ Vila 3 casa 2 ~ Rua das Flores ~ 12 ~ casa 2 ~ Vila 3
Rua das Flores, 12 ~ Lado B ~ Rua das Flores ~ 12 ~ Lado B ~ 
Rua das Flores, 12 ~ Ala Norte ~ Rua das Flores ~ 12 ~ Ala Norte ~ 
Rua das Flores, 12 ~ Unidade 3 ~ Rua das Flores ~ 12 ~ Unidade 3 ~ 
Rua das Flores, 12 ~ Apto térreo ~ Rua das Flores ~ 12 ~ Apto térreo ~ 
Rua das Flores, 12 ~ Ap cobertura - Moema ~ Rua das Flores ~ 12 ~ Ap cobertura ~ Moema
Rua das Flores, 12 ~ Suíte 4 / Moema ~ Rua das Flores ~ 12 ~ Suíte 4 ~ Moema
Rua das Flores, 12 ~ 1º andar/Moema ~ Rua das Flores ~ 12 ~ 1º andar ~ Moema
Rua das Flores, 12 ~ apto 12/Moema ~ Rua das Flores ~ 12 ~ apto 12 ~ Moema
Rua das Flores, 12 ~ apto 12 moema ~ Rua das Flores ~ 12 ~ apto 12 ~ moema
Rua das Flores, 12 ~ ap 12 b ~ Rua das Flores ~ 12 ~ ap 12 b ~ 
Rua das Flores, 12 ~ A ~ Rua das Flores ~ 12 ~ A ~ 
Rua das Flores, 12 - A ~ Moema ~ Rua das Flores ~ 12 ~ A ~ Moema
Rua das Flores, 12 - B - Moema ~ ~ Rua das Flores ~ 12 ~ B ~ Moema
Rua das Flores, 12 altos ~ Moema ~ Rua das Flores ~ 12 ~ altos ~ Moema
Rua das Flores, 12 ~ 2ª etapa ~ Rua das Flores ~ 12 ~ 2ª etapa ~ 
Rua das Flores, 12 ~ Paripe ~ Rua das Flores ~ 12 ~ ~ Paripe
Rua das Flores, 12 ~ Centro/SP ~ Rua das Flores ~ 12 ~ ~ Centro
Rua das Flores, 12, Centro, Embu-Guaçu ~ ~ Rua das Flores ~ 12 ~ Embu-Guaçu ~ Centro
Rua das Flores, 12 - Jd. São Paulo ~ ~ Rua das Flores ~ 12 ~ ~ Jd. São Paulo
Rua das Flores, 12 - Vila São José - São Paulo-SP ~ ~ Rua das Flores ~ 12 ~ ~ Vila São José
Rua das Flores, 12 - Moema, SP ~ ~ Rua das Flores ~ 12 ~ ~ Moema
Rua das Flores - Moema, 12 ~ ~ Rua das Flores ~ 12 ~ ~ Moema
Rua das Flores, Moema, nº 12 ~ apto 3 ~ Rua das Flores ~ 12 ~ apto 3 ~ Moema
Rua das Flores apto 12 número 45 ~ Moema ~ Rua das Flores ~ 45 ~ apto 12 ~ Moema
Rua das Flores apto 12, 45 ~ Moema ~ Rua das Flores ~ 45 ~ apto 12 ~ Moema
Rua das Flores 45, apto 12 - Moema, próximo ao parque ~ ~ Rua das Flores ~ 45 ~ apto 12 - próximo ao parque ~ Moema
Rua das Flores,45,Moema ~ ~ Rua das Flores ~ 45 ~ ~ Moema
Rua das Flores, 45 Moema ~ ~ Rua das Flores ~ 45 ~ ~ Moema
Rua das Flores 45 Moema ~ ~ Rua das Flores ~ 45 ~ ~ Moema
Rua das Flores 45 casa 2 Moema ~ ~ Rua das Flores ~ 45 ~ casa 2 ~ Moema
Rua das Flores 45 - fundos/Moema ~ ~ Rua das Flores ~ 45 ~ fundos ~ Moema
Rua Manoel da Nóbrega, ⁂456 ~ ap 91 bl A, ⁂Paraíso ~ Rua Manoel da Nóbrega ~ 456 ~ ap 91 bl A ~ Paraíso
Rua Manoel da Nóbrega, ⁂456 ap 91 ~ ⁂Paraíso ~ Rua Manoel da Nóbrega ~ 456 ~ ap 91 ~ Paraíso
Rua Manoel da Nóbrega 456, ⁂456 ~ ⁂Paraíso ~ Rua Manoel da Nóbrega ~ 456 ~ ~ Paraíso
Rua Manoel da Nóbrega, ⁂KM 12,5 ~ ⁂Paraíso ~ Rua Manoel da Nóbrega ~ KM 12,5 ~ ~ Paraíso
Rua Manoel da Nóbrega ~ ap 3, ⁂Paraíso ~ Rua Manoel da Nóbrega ~ ~ ap 3 ~ Paraíso
Rua Manoel da Nóbrega, 456 ~ ap 3, ⁂Paraíso ~ Rua Manoel da Nóbrega ~ 456 ~ ap 3 ~ Paraíso
⁂456 ~ ap 3, ⁂Paraíso ~ ~ 456 ~ ap 3 ~ Paraíso
Rua X, ⁂Qd 5 Lt 3 ~ Casa 2, ⁂Jardim Y ~ Rua X ~ S/N ~ Qd 5 Lt 3 - Casa 2 ~ Jardim Y
Rua X, ⁂Casa 3 ~ ⁂Jardim Y ~ Rua X ~ S/N ~ Casa 3 ~ Jardim Y
Rua X, ⁂3 casa 2 ~ ⁂Jardim Y ~ Rua X ~ 3 ~ casa 2 ~ Jardim Y
Rua X, ⁂12 ~ ⁂Torre ~ Rua X ~ 12 ~ ~ Torre
Rua X, ⁂12 ~ ⁂Bloco B ~ Rua X ~ 12 ~ Bloco B ~ 
Rua X, ⁂12 ~ ⁂Fundos ~ Rua X ~ 12 ~ Fundos ~ 
Rua X, ⁂12 ~ ⁂Casa 3 ~ Rua X ~ 12 ~ Casa 3 ~ 
Rua X, ⁂12 ~ ⁂Loteamento Vale ~ Rua X ~ 12 ~ ~ Loteamento Vale
Rua X, ⁂12 ~ Perto do posto, ⁂Vila Y ~ Rua X ~ 12 ~ Perto do posto ~ Vila Y
Rua X, ⁂1.200 ~ ⁂Vila Y ~ Rua X ~ 1200 ~ ~ Vila Y
Rua X, ⁂12 B ~ Vila Y ~ Rua X ~ 12B ~ ~ Vila Y
Rua X, ⁂S N ~ ⁂Vila Y ~ Rua X ~ S/N ~ ~ Vila Y
Rua Vila Nova, 30 ~ Vila Nova ~ Rua Vila Nova ~ 30 ~ ~ Vila Nova
Rua Jardim 30 ~ Centro ~ Rua Jardim ~ 30 ~ ~ Centro
Rua Bloco, 30 ~ Centro ~ Rua Bloco ~ 30 ~ ~ Centro
Avenida Central, Lote 5 ~ Núcleo Bandeirante ~ Avenida Central ~ S/N ~ Lote 5 ~ Núcleo Bandeirante
Avenida Central Bloco 1045 Lote 2 ~ Núcleo Bandeirante ~ Avenida Central ~ S/N ~ Bloco 1045 Lote 2 ~ Núcleo Bandeirante
Viela 3, casa 4 ~ Heliópolis ~ Viela 3 ~ S/N ~ casa 4 ~ Heliópolis
Beco da Paz, casa 15 ~ Rocinha ~ Beco da Paz ~ S/N ~ casa 15 ~ Rocinha
Rua da Paz casa 15 ~ Rocinha ~ Rua da Paz ~ S/N ~ casa 15 ~ Rocinha
Rua da Paz, casa nº 15 ~ Rocinha ~ Rua da Paz ~ S/N ~ casa nº 15 ~ Rocinha
1ª Travessa da Paz, 15 ~ Brotas ~ 1ª Travessa da Paz ~ 15 ~ ~ Brotas
Segunda Travessa da Paz, 15 ~ Brotas ~ Segunda Travessa da Paz ~ 15 ~ ~ Brotas
Ladeira da Barra, 401 ~ Barra ~ Ladeira da Barra ~ 401 ~ ~ Barra
Rua Dr. João, n.º 15, 1.º andar ~ Centro ~ Rua Dr. João ~ 15 ~ 1.º andar ~ Centro
Rua 1.º de Maio, 15 ~ Centro ~ Rua 1.º de Maio ~ 15 ~ ~ Centro
Rua Quinze de Novembro, nº15, ap:12 ~ Centro ~ Rua Quinze de Novembro ~ 15 ~ ap:12 ~ Centro
Rua X, 15 ap:12 ~ Centro ~ Rua X ~ 15 ~ ap:12 ~ Centro
Rua X, 15 ap-12 ~ Centro ~ Rua X ~ 15 ~ ap-12 ~ Centro
Rua X, 15 bloco-B apto-12 ~ Centro ~ Rua X ~ 15 ~ bloco-B apto-12 ~ Centro
Rua 10, ⁂10 ~ ⁂Paraíso ~ Rua 10 ~ 10 ~ ~ Paraíso
Rua das Flores - n°: 123 - ap 12 - Jd. das Oliveiras ~ ~ Rua das Flores ~ 123 ~ ap 12 ~ Jd. das Oliveiras
Rua das Flores,123,ap 12,Jd. das Oliveiras ~ ~ Rua das Flores ~ 123 ~ ap 12 ~ Jd. das Oliveiras
Rua das Flores 123 ap 12 Jd. das Oliveiras ~ ~ Rua das Flores ~ 123 ~ ap 12 ~ Jd. das Oliveiras
Rua das Flores 123 Jd. das Oliveiras ap 12 ~ ~ Rua das Flores ~ 123 ~ ap 12 ~ Jd. das Oliveiras
R.das Flores,123-Centro ~ ~ R.das Flores ~ 123 ~ ~ Centro
Rua Sao Joao 45 fundos centro ~ ~ Rua Sao Joao ~ 45 ~ fundos ~ centro
Rua Sao Joao 45 centro fundos ~ ~ Rua Sao Joao ~ 45 ~ fundos ~ centro
Rua Sao Joao 45 Vila Sao Jose casa 2 ~ ~ Rua Sao Joao ~ 45 ~ casa 2 ~ Vila Sao Jose
Rua do Rosário, 100, Loja A e B ~ Centro ~ Rua do Rosário ~ 100 ~ Loja A e B ~ Centro
Rua do Rosário, 100/102 loja 2 ~ Centro ~ Rua do Rosário ~ 100/102 ~ loja 2 ~ Centro
Rua do Rosário, 100 A/B ~ Centro ~ Rua do Rosário ~ 100 ~ A/B ~ Centro
Rua do Rosário, 100 - 2º Andar - Sala 201/202 ~ Centro ~ Rua do Rosário ~ 100 ~ 2º Andar - Sala 201/202 ~ Centro
Rua do Rosário, 100 - sala 201 e 202 - Centro ~ ~ Rua do Rosário ~ 100 ~ sala 201 e 202 ~ Centro
Rua do Rosário, 100 conj 21 e 22 ~ Centro ~ Rua do Rosário ~ 100 ~ conj 21 e 22 ~ Centro
Rua Santa Clara, 50 apto 1001 Copacabana ~ ~ Rua Santa Clara ~ 50 ~ apto 1001 ~ Copacabana
Rua Santa Clara, 50 apto 1001 - Copacabana - Rio de Janeiro ~ ~ Rua Santa Clara ~ 50 ~ apto 1001 ~ Copacabana
Rua Santa Clara, 50, 1001 ~ Copacabana ~ Rua Santa Clara ~ 50 ~ 1001 ~ Copacabana
Rua Santa Clara, 50 - 1001 ~ Copacabana ~ Rua Santa Clara ~ 50 ~ 1001 ~ Copacabana
Rua Santa Clara, 50 ap. 1001 ~ Copacabana, Rio de Janeiro - RJ, 22041-010, Brasil ~ Rua Santa Clara ~ 50 ~ ap. 1001 ~ Copacabana
Av. Sete de Setembro, 2775 - 3° andar - Rebouças ~ Shopping Estação ~ Av. Sete de Setembro ~ 2775 ~ 3° andar - Shopping Estação ~ Rebouças
Av. Presidente Vargas, 1.012, sl. 305 ~ Centro - perto da Candelária ~ Av. Presidente Vargas ~ 1012 ~ sl. 305 - perto da Candelária ~ Centro
Avenida Senador Salgado Filho, S/N, Loja 12, Natal Shopping ~ Candelária ~ Avenida Senador Salgado Filho ~ S/N ~ Loja 12, Natal Shopping ~ Candelária
Rua Antônio Cardoso nº 12 Bl 02 Ap 301 Cond. Morada do Sol ~ Turu ~ Rua Antônio Cardoso ~ 12 ~ Bl 02 Ap 301 Cond. Morada do Sol ~ Turu
Rua Antônio Cardoso nº 12 Cond. Morada do Sol Bl 02 Ap 301 ~ Turu ~ Rua Antônio Cardoso ~ 12 ~ Cond. Morada do Sol Bl 02 Ap 301 ~ Turu
Cidade Nova V, WE 30, 120 ~ Coqueiro ~ Cidade Nova V ~ 120 ~ WE 30 ~ Coqueiro
Passagem São Pedro, 45 ~ Sacramenta ~ Passagem São Pedro ~ 45 ~ ~ Sacramenta
Tv. Mauriti, 2500 entre Duque e Visconde ~ Pedreira ~ Tv. Mauriti ~ 2500 ~ entre Duque e Visconde ~ Pedreira
Tv Mauriti, 2500 - entre Duque e Visconde ~ Marco ~ Tv Mauriti ~ 2500 ~ entre Duque e Visconde ~ Marco
Av. Contorno, 6594, 12º andar ~ Savassi ~ Av. Contorno ~ 6594 ~ 12º andar ~ Savassi
Av. do CPA, 1200 - Ed. Cuiabá, Sala 3 ~ CPA I ~ Av. do CPA ~ 1200 ~ Ed. Cuiabá, Sala 3 ~ CPA I
Rua 44, quadra 12, casa 3 ~ CPA II ~ Rua 44 ~ S/N ~ quadra 12, casa 3 ~ CPA II
Quadra 44, casa 3, CPA III ~ Setor 2 ~ Quadra 44 ~ S/N ~ casa 3, CPA III ~ Setor 2
Rua dos Pinheiros, 498 - Pinheiros ~ 5o andar ~ Rua dos Pinheiros ~ 498 ~ 5o andar ~ Pinheiros
Rua dos Pinheiros 498 cj. 52 ~ Pinheiros ~ Rua dos Pinheiros ~ 498 ~ cj. 52 ~ Pinheiros
Rua Coronel Melo de Oliveira 450 AP.12-B ~ PERDIZES ~ Rua Coronel Melo de Oliveira ~ 450 ~ AP.12-B ~ PERDIZES
Rua Coronel Melo de Oliveira 450 AP 12 B PERDIZES ~ ~ Rua Coronel Melo de Oliveira ~ 450 ~ AP 12 B ~ PERDIZES
RUA PE. ANTONIO, 33 ~ JD. STA. RITA ~ RUA PE. ANTONIO ~ 33 ~ ~ JD. STA. RITA
Rua Pe. Antonio, 33 ~ Sta Rita ~ Rua Pe. Antonio ~ 33 ~ ~ Sta Rita
Rua D, 12 ~ Pq Novo Mundo ~ Rua D ~ 12 ~ ~ Pq Novo Mundo
Rua D - 12 ~ Pq Novo Mundo ~ Rua D ~ 12 ~ ~ Pq Novo Mundo
Rua D 12, 40 ~ Pq Novo Mundo ~ Rua D 12 ~ 40 ~ ~ Pq Novo Mundo
Rua Um, n 12 ~ Pq Novo Mundo ~ Rua Um ~ 12 ~ ~ Pq Novo Mundo
Rua Onze 12 ~ Pq Novo Mundo ~ Rua Onze ~ 12 ~ ~ Pq Novo Mundo
Rua L2, 120 ~ Pq Novo Mundo ~ Rua L2 ~ 120 ~ ~ Pq Novo Mundo
Rua L-2 120 ~ Pq Novo Mundo ~ Rua L-2 ~ 120 ~ ~ Pq Novo Mundo
Rua 12-A, 120 ~ Pq Novo Mundo ~ Rua 12-A ~ 120 ~ ~ Pq Novo Mundo
Rua 12 A, 120 ~ Pq Novo Mundo ~ Rua 12 A ~ 120 ~ ~ Pq Novo Mundo
Rua 12 A 120 ~ Pq Novo Mundo ~ Rua 12 A ~ 120 ~ ~ Pq Novo Mundo
Rua 12 de Outubro ~ 120 Lapa ~ Rua 12 de Outubro ~ 120 ~ ~ Lapa
Rua 12 de Outubro,120 ~ Lapa ~ Rua 12 de Outubro ~ 120 ~ ~ Lapa
Rua General Câmara, 12 Térreo ~ Centro Histórico ~ Rua General Câmara ~ 12 ~ Térreo ~ Centro Histórico
Rua General Câmara, 12 ~ Centro Histórico de Porto Alegre ~ Rua General Câmara ~ 12 ~ ~ Centro Histórico de Porto Alegre
Rua General Câmara, 12 ~ Centro - Porto Alegre ~ Rua General Câmara ~ 12 ~ ~ Centro
Rua General Câmara, 12 ~ Vila Mariana, São Paulo - SP ~ Rua General Câmara ~ 12 ~ ~ Vila Mariana
Rua General Câmara, 12 ~ Apto 101 Bloco 3 Condomínio das Águas ~ Rua General Câmara ~ 12 ~ Apto 101 Bloco 3 Condomínio das Águas ~ 
Rua General Câmara, 12 ~ Apto 101, Condomínio das Águas, Centro ~ Rua General Câmara ~ 12 ~ Apto 101, Condomínio das Águas ~ Centro
Rua General Câmara, 12 ~ Casa 5 Condomínio das Águas - Centro ~ Rua General Câmara ~ 12 ~ Casa 5 Condomínio das Águas ~ Centro
Rua General Câmara, 12 ~ Cond. Águas Claras casa 5 ~ Rua General Câmara ~ 12 ~ Cond. Águas Claras casa 5 ~ 
Rua General Câmara, 12 ~ Prédio azul ~ Rua General Câmara ~ 12 ~ Prédio azul ~ 
Rua General Câmara, 12 ~ prédio 3 apto 12 ~ Rua General Câmara ~ 12 ~ prédio 3 apto 12 ~ 
Rua General Câmara, 12 ~ Escola Municipal ~ Rua General Câmara ~ 12 ~ Escola Municipal ~ 
Rua General Câmara, 12 ~ Bar do Zé - Centro ~ Rua General Câmara ~ 12 ~ Bar do Zé ~ Centro
Rua General Câmara, 12 ~ Empresa Exemplo Ltda - Distrito Industrial ~ Rua General Câmara ~ 12 ~ Empresa Exemplo Ltda ~ Distrito Industrial
Rua General Câmara, 12 ~ Hospital das Clínicas, 3º andar ~ Rua General Câmara ~ 12 ~ Hospital das Clínicas, 3º andar ~ 
Rua General Câmara, 12 ~ Aos cuidados de Maria ~ Rua General Câmara ~ 12 ~ Aos cuidados de Maria ~ 
Rua General Câmara, 12 ~ A/C Maria - Centro ~ Rua General Câmara ~ 12 ~ A/C Maria ~ Centro
Rua General Câmara, 12 ~ Entregar na loja ao lado ~ Rua General Câmara ~ 12 ~ Entregar na loja ao lado ~ 
Rua General Câmara, 12 ~ Atrás do mercado ~ Rua General Câmara ~ 12 ~ Atrás do mercado ~ 
Rua General Câmara, 12 ~ Vizinho ao posto de saúde ~ Rua General Câmara ~ 12 ~ Vizinho ao posto de saúde ~ 
Rua General Câmara, 12 ~ Entrada pela Rua Y ~ Rua General Câmara ~ 12 ~ Entrada pela Rua Y ~ 
Rua General Câmara, 12 ~ Rua sem saída ~ Rua General Câmara ~ 12 ~ Rua sem saída ~ 
Rua General Câmara, 12 ~ Jardim América - ao lado do nº 14 ~ Rua General Câmara ~ 12 ~ ao lado do nº 14 ~ Jardim América
Rua General Câmara, 12 ~ Apto 31 - Bloco A - Jardim América - Ribeirão Preto ~ Rua General Câmara ~ 12 ~ Apto 31 - Bloco A ~ Jardim América
Rua General Câmara, 12, ap 3 ~ CEP: 14020000 ~ Rua General Câmara ~ 12 ~ ap 3 ~ 
Rua General Câmara, 12, ap 3, 14020-000 ~ Jardim América ~ Rua General Câmara ~ 12 ~ ap 3 ~ Jardim América
R. Cel. Joaquim Leite, 88 ~ Ap. 71 Bl. 3 - Vila Prudente ~ R. Cel. Joaquim Leite ~ 88 ~ Ap. 71 Bl. 3 ~ Vila Prudente
Rua Quinze de Novembro, 1.204 ~ Sobreloja ~ Rua Quinze de Novembro ~ 1204 ~ Sobreloja ~ 
Travessa do Comércio, 14-B ~ Cidade Velha ~ Travessa do Comércio ~ 14-B ~  ~ Cidade Velha
Alameda Santos, 2300, 12º andar, conj. 121 ~ Cerqueira César ~ Alameda Santos ~ 2300 ~ 12º andar, conj. 121 ~ Cerqueira César
Av. Paulista, 900 - 10 andar ~ Bela Vista ~ Av. Paulista ~ 900 ~ 10 andar ~ Bela Vista
Rua Dr. Mário Vicente 77 casa 2 ~ Ipiranga ~ Rua Dr. Mário Vicente ~ 77 ~ casa 2 ~ Ipiranga
QNM 18 Conjunto B Lote 22 ~ Ceilândia Sul ~ QNM 18 ~ S/N ~ Conjunto B Lote 22 ~ Ceilândia Sul
SHIS QI 11 Conjunto 4 Casa 8 ~ Lago Sul ~ SHIS QI 11 ~ S/N ~ Conjunto 4 Casa 8 ~ Lago Sul
CLN 208 Bloco A Loja 17 ~ Asa Norte ~ CLN 208 ~ S/N ~ Bloco A Loja 17 ~ Asa Norte
SQSW 303 Bloco H apto 506 ~ Sudoeste ~ SQSW 303 ~ S/N ~ Bloco H apto 506 ~ Sudoeste
Rua 12, Quadra 30, Lote 5 ~ Jardim Goiás ~ Rua 12 ~ S/N ~ Quadra 30, Lote 5 ~ Jardim Goiás
Rua 12 Qd 30 Lt 5 ~ Setor Marista ~ Rua 12 ~ S/N ~ Qd 30 Lt 5 ~ Setor Marista
Rua C-137, 455 Qd. 301 Lt. 12 ~ Jardim América ~ Rua C-137 ~ 455 ~ Qd. 301 Lt. 12 ~ Jardim América
Avenida T-10, nº 208, Ed. Aquarius, ap 1402 ~ Setor Bueno ~ Avenida T-10 ~ 208 ~ Ed. Aquarius, ap 1402 ~ Setor Bueno
Rodovia SC-401, Km 5, 8600 ~ Santo Antônio de Lisboa ~ Rodovia SC-401 ~ 8600 ~ Km 5 ~ Santo Antônio de Lisboa
Rod. BR 116, km 23,5 ~ Zona Rural ~ Rod. BR 116 ~ km 23,5 ~  ~ Zona Rural
Rod. Raposo Tavares, Km 21 ~ Granja Viana ~ Rod. Raposo Tavares ~ Km 21 ~  ~ Granja Viana
Estrada do Capuava, 4200 - Cond. São Paulo II, casa 55 ~ Granja Viana ~ Estrada do Capuava ~ 4200 ~ Cond. São Paulo II, casa 55 ~ Granja Viana
Fazenda Santa Rita, s/n ~ Zona Rural ~ Fazenda Santa Rita ~ S/N ~  ~ Zona Rural
Av. das Nações Unidas, 12551 - Torre Leste - 19º andar - Brooklin ~  ~ Av. das Nações Unidas ~ 12551 ~ Torre Leste - 19º andar ~ Brooklin
Rua Itapeva, 490, cj 72 - Bela Vista ~  ~ Rua Itapeva ~ 490 ~ cj 72 ~ Bela Vista
Rua Humaitá ~ 275, 1001 - Humaitá ~ Rua Humaitá ~ 275 ~ 1001 ~ Humaitá
Rua Visconde de Pirajá ~ 330 loja 105 Ipanema ~ Rua Visconde de Pirajá ~ 330 ~ loja 105 ~ Ipanema
rua das acacias 55 fundos ~ jd. europa ~ rua das acacias ~ 55 ~ fundos ~ jd. europa
RUA SAO JOAO BATISTA, 10, CASA A ~ VL NOVA ESPERANCA ~ RUA SAO JOAO BATISTA ~ 10 ~ CASA A ~ VL NOVA ESPERANCA
Rua A, 5 ~ Casa 3 ~ Rua A ~ 5 ~ Casa 3 ~ 
Rua Projetada B, s/n, próximo à escola ~ Vila União ~ Rua Projetada B ~ S/N ~ próximo à escola ~ Vila União
Rua dos Timbiras, 1532, sala 501, Lourdes ~  ~ Rua dos Timbiras ~ 1532 ~ sala 501 ~ Lourdes
Av Afonso Pena 3.111 10º andar sala 1003 ~ Funcionários ~ Av Afonso Pena ~ 3111 ~ 10º andar sala 1003 ~ Funcionários
Beco do Batman, 12 ~ Vila Madalena ~ Beco do Batman ~ 12 ~  ~ Vila Madalena
Ladeira da Barra, 401 ~ Edf. Mar Azul, ap. 902 - Barra ~ Ladeira da Barra ~ 401 ~ Edf. Mar Azul, ap. 902 ~ Barra
Av. Sete de Setembro, 2011 - Edifício Solar das Mangueiras, Apto 1203 ~ Vitória ~ Av. Sete de Setembro ~ 2011 ~ Edifício Solar das Mangueiras, Apto 1203 ~ Vitória
Rua 25 de Março, 1.000 ~ Centro Histórico ~ Rua 25 de Março ~ 1000 ~  ~ Centro Histórico
Praça XV de Novembro, 20 sala 1010 ~ Centro ~ Praça XV de Novembro ~ 20 ~ sala 1010 ~ Centro
Rua General Osório, 1031 (portão verde) ~ Cambuí ~ Rua General Osório ~ 1031 ~ portão verde ~ Cambuí
Rua João Pessoa, 44 - perto do mercado ~ Vila São Pedro ~ Rua João Pessoa ~ 44 ~ perto do mercado ~ Vila São Pedro
Rua Sergipe,1500,ap12,Savassi ~  ~ Rua Sergipe ~ 1500 ~ ap12 ~ Savassi
Rua Maranhão,77-apto.31 ~ Santa Efigênia ~ Rua Maranhão ~ 77 ~ apto.31 ~ Santa Efigênia
Rua Olavo Bilac, 45, Bl. 2, Ap. 34 ~ Cond. Morada do Sol ~ Rua Olavo Bilac ~ 45 ~ Bl. 2, Ap. 34 - Cond. Morada do Sol ~ 
Rua Sete, 7 ~ Conjunto Ceará ~ Rua Sete ~ 7 ~  ~ Conjunto Ceará
Rua Sete, 7 ~ Conj. Habitacional Castelo Branco ~ Rua Sete ~ 7 ~  ~ Conj. Habitacional Castelo Branco
Rua Torre de Belém, 300 ~ Torre ~ Rua Torre de Belém ~ 300 ~  ~ Torre
Rua do Futuro, 959, apt 1801 ~ Graças ~ Rua do Futuro ~ 959 ~ apt 1801 ~ Graças
Rua Casa Forte 120 ~ Casa Forte ~ Rua Casa Forte ~ 120 ~  ~ Casa Forte
Servidão Maria Leopoldina, 33 ~ Rio Tavares ~ Servidão Maria Leopoldina ~ 33 ~  ~ Rio Tavares
Rua Lauro Linhares, 2055, Torre Flora, Sala 407, Trindade ~  ~ Rua Lauro Linhares ~ 2055 ~ Torre Flora, Sala 407 ~ Trindade
Passagem São Benedito, n. 102 ~ Sacramenta ~ Passagem São Benedito ~ 102 ~  ~ Sacramenta
Tv. Padre Eutíquio, 1200, Altos ~ Batista Campos ~ Tv. Padre Eutíquio ~ 1200 ~ Altos ~ Batista Campos
Rua Pará, 123 A ~ Jardim Paulista ~ Rua Pará ~ 123A ~  ~ Jardim Paulista
Rua Pará, 123-A ~ Jardim Paulista ~ Rua Pará ~ 123-A ~  ~ Jardim Paulista
Rua Goiás, N° 98 ~ Bairro Encantado - Apto 3 ~ Rua Goiás ~ 98 ~ Apto 3 ~ Encantado
Loteamento Parque das Flores, Rua 4, Quadra C, Lote 9 ~  ~ Rua 4 ~ S/N ~ Quadra C, Lote 9 ~ Loteamento Parque das Flores
Chácara 15, Colônia Agrícola Vicente Pires ~  ~ Chácara 15 ~ S/N ~  ~ Colônia Agrícola Vicente Pires
Núcleo Bandeirante, 3ª Avenida, Bloco 710, Casa 4 ~  ~ 3ª Avenida ~ S/N ~ Bloco 710, Casa 4 ~ Núcleo Bandeirante
Av. Rio Branco, 1, 2º piso, box 14 ~ Centro ~ Av. Rio Branco ~ 1 ~ 2º piso, box 14 ~ Centro
Rua Frei Caneca, 569 ~ Shopping Frei Caneca, loja 203 - Consolação ~ Rua Frei Caneca ~ 569 ~ Shopping Frei Caneca, loja 203 ~ Consolação
Rua X, 10 ~ Portaria 2 ~ Rua X ~ 10 ~ Portaria 2 ~ 
Rua X, 10 ~ Bloco 3 Jardim Aeroporto ~ Rua X ~ 10 ~ Bloco 3 ~ Jardim Aeroporto
Rua X, 10 ~ Jd Aeroporto Bloco 3 ~ Rua X ~ 10 ~ Bloco 3 ~ Jd Aeroporto
Rua X, 10 ~ Apto 21-B, Torre 1 - Residencial Vista Alegre - Morumbi ~ Rua X ~ 10 ~ Apto 21-B, Torre 1 - Residencial Vista Alegre ~ Morumbi
`;

export interface KnownAddress {
  readonly line1: string | null;
  readonly line2: string | null;
  readonly street: string | null;
  readonly number: string | null;
  readonly complement: string | null;
  readonly district: string | null;
}

const orNull = (text: string | undefined): string | null => {
  const clean = (text ?? "").replaceAll("⁂", "\u2060");
  return clean === "" ? null : clean;
};

/** Written by hand, one shape each. */
export const HABITS: readonly KnownAddress[] = TABLE.split("\n")
  .filter((row) => row !== "")
  .map((row) => {
    const [line1, line2, street, number, complement, district] = row.split("~").map((cell, at) =>
      // The two lines keep the spaces that a customer typed, but for the one beside the table's own mark.
      orNull(at < 2 ? cell.replace(/^ | $/g, "") : cell.trim()),
    );
    return {
      line1: line1 ?? null,
      line2: line2 ?? null,
      street: street ?? null,
      number: number ?? null,
      complement: complement ?? null,
      district: district ?? null,
    };
  });

const STREETS = [
  "Rua das Acácias",
  "Avenida Getúlio Vargas",
  "R. Dr. João Mendes",
  "Travessa São Jorge",
  "Alameda dos Ipês",
  "Rua 24 de Outubro",
  "Praça da Matriz",
  "AV PRESIDENTE KENNEDY",
  "Rua Marechal Deodoro",
  "Av. 7 de Setembro",
];
const NUMBERS = ["7", "88", "123", "1500", "45A", "12-B"];
const COMPLEMENTS = [
  "Apto 4",
  "ap 302",
  "Bloco B",
  "Casa 2",
  "fundos",
  "Sala 1204",
  "Loja 3",
  "Torre 1",
  "Cj 81",
  "Lote 9",
  "3º andar",
  "BL 2 AP 11",
];
const DISTRICTS = [
  "Centro",
  "Jardim Paulista",
  "Vila Nova",
  "Cambuí",
  "Boa Viagem",
  "Santo Amaro",
  "Setor Oeste",
  "Alto da Lapa",
  "Liberdade",
  "Ponta Negra",
  "Campo Belo",
  "Mooca",
];

/** A way to write the four parts in two lines. */
type Shape = (street: string, number: string, complement: string, district: string) => readonly [string, string];

const SHAPES: readonly Shape[] = [
  (s, n, c, d) => [`${s}, ${n}`, `${c} - ${d}`],
  (s, n, c, d) => [`${s}, ${n} - ${c}`, d],
  (s, n, c, d) => [`${s}, ${n}, ${c}`, d],
  (s, n, c, d) => [`${s} ${n}`, `${c}, ${d}`],
  (s, n, c, d) => [`${s} ${n} ${c}`, d],
  (s, n, c, d) => [`${s}, ${n} - ${d}`, c],
  (s, n, c, d) => [`${s}, ${n} - ${c} - ${d}`, ""],
  (s, n, c, d) => [`${s}, nº ${n}, ${c}, ${d}`, ""],
  (s, n, c, d) => [s, `${n} - ${c} - ${d}`],
  (s, n, c, d) => [`${s}, ${n} ${c}`, `Bairro ${d}`],
  (s, n, c, d) => [`${s}, \u2060${n}`, `${c}, \u2060${d}`],
  (s, n, c, d) => [`${s} , ${n} ; ${c}`, ` ${d} . `],
  (s, n, c, d) => [`${s}\u00a0n° ${n}`, `${c} – ${d}`],
  (s, n, c, d) => [`${s}, ${n}`, `${d} - ${c}`],
  (s, n, c, d) => [`${s}, ${n}`, `${d} (${c})`],
];

/** The usual parts in the usual orders. */
export const COMPOSED: readonly KnownAddress[] = SHAPES.flatMap((shape, at) =>
  Array.from({ length: 24 }, (_, turn) => {
    const pick = (list: readonly string[], step: number): string => list[(at * 5 + turn * step) % list.length] ?? "";
    const [street, number] = [pick(STREETS, 1), pick(NUMBERS, 1)];
    const [complement, district] = [pick(COMPLEMENTS, 1), pick(DISTRICTS, 5)];
    const [line1, line2] = shape(street, number, complement, district);
    return { line1, line2: line2 === "" ? null : line2, street, number, complement, district };
  }),
);
