// Words that every text of a language has, so that they say nothing of what it is about.
import { STOP_WORDS as ENGLISH } from "../stop-words.ts";
import type { Language } from "./language.ts";

const set = (...lists: string[]) => new Set(lists.join(" ").split(/\s+/));

export const STOP_WORDS: Record<Language, ReadonlySet<string>> = {
  // Also what asks, and what is left of "don't" and "you're" without its apostrophe.
  en: set(
    ENGLISH.join(" "),
    `actually around ask hey kind mean ok okay show s t ve ll d m don doesn isn aren didn won wouldn couldn shouldn hasn haven
wasn weren im whats`,
  ),
  de: set(`habt hast lang lange ab aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da dabei dafür
damit danke dann das dass dein deine dem den denn der des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch
eben ein eine einem einen einer eines einmal er es etwas euch euer eure für gab gern geben gibt ganz gar gerade guten habe haben hallo
hat hatte hätte hätten hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins irgend ist ja jede jedem jeden jeder jedes jetzt
kann kannst kein keine keinem keinen keiner können könnt könnte könnten lassen machen macht man mal mehr mein meine meinem meinen meiner
mich mir mit möchte muss müssen nach nicht nichts noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit sich sie sind so
soll sollte sollten sondern tag über um und uns unser unsere unseren unter viel viele vielen vom von vor wann war waren warum was weil
weiter welche welchem welchen welcher welches wem wen wenig wenn wer werde werden wie wieder will wir wird wo woher wohin wollen wollte
worden wurde würde würden zu zum zur zwar`),
  fr: set(`temps longtemps a ai ainsi alors au aucun aucune auquel aura aussi autre autres aux avec avez avoir avons bien bonjour c ça car ce ceci cela
celle celles celui ces cet cette ceux chaque chez ci combien comme comment d dans de des depuis dois doit donc dont du elle elles en
encore entre es est et étaient était étant être eu eux fait faire faut il ils j je jusqu l la laquelle le lequel les lesquels leur leurs
lors lui m ma mais me merci même mes mien moi moins mon n ne ni non nos notre nous on ont ou où par parce pas peu peut peuvent peux plus
plutôt pour pourquoi pourrais pouvez pouvons puis puisque puis qu quand que quel quelle quelles quels qui quoi s sa sans se sera ses si
sien son sont sous suis sur t ta tandis te tes toi ton toujours tous tout toute toutes très tu un une va vais vers veux voici voilà vos
votre voudrais vous voulez y`),
  es: set(`tiempo a al algo algún alguna algunas alguno algunos allí ante antes aquí así aún aunque cada casi como cómo con contra cual cuál
cuáles cuales cuando cuándo cuanta cuánta cuantas cuánto cuanto cuántos cuantos de del desde donde dónde dos e el él ella ellas ellos en
entonces entre era eran eres es esa esas ese eso esos esta está estaba estado están estar estas este esto estos estoy favor fue fueron
gracias ha haber había hace hacen hacer hacia han has hasta hay hola incluso la las le les lo los más me mi mí mía mientras mío mis misma
mismo muchas mucho muchos muy nada ni no nos nosotros nuestra nuestras nuestro nuestros o os otra otras otro otros para pero poco podemos
podéis poder podría por porque puede pueden puedo pues que qué quien quién quiero quisiera se sea según ser si sí siempre sin sobre sois
solo son soy su sus también tan tanto te tenéis tengo ti tiene tienen tienes toda todas todo todos tu tú tus un una unas uno unos usted
ustedes va vosotros voy vuestra vuestras vuestro vuestros y ya yo`),
  it: set(`tempo a abbiamo ad agli ai al alcuna alcuni all alla alle allo altri altro anche ancora avere avete avrei c che chi ci ciao ciò
cioè come con contro cosa così cui d da dagli dai dal dall dalla dalle dallo degli dei del dell della delle dello dentro deve devo di
dopo dove dov due e è ecco ed era erano essere fa fare fra già gli grazie ha hai hanno ho i il in io l la le lei li lo loro lui ma me mi
mia mie miei mio molta molti molto ne negli nei nel nell nella nelle nello no noi non nostra nostre nostri nostro o od ogni ora per perché
però più po poco poi posso potete potrei può possono prima proprio puoi qual quale quali quando quanta quante quanti quanto quegli quei
quel quella quelle quello questa queste questi questo qui quindi s sarà se sei sempre senza si sì sia siamo siete solo sono sopra sotto
sta stata stati stato stesso su sua sue sugli sui sul sull sulla sulle suo suoi t tra tu tua tuo tutta tutte tutti tutto un una uno v vi
voglio voi vorrei vostra vostre vostri vostro`),
  nl: set(`lang lange aan ab al alle alles als altijd andere ben bent bij daar dan dank dat de deze die dit doch doe doen door dus een eens en er
ergens geen gaan gaat graag had hadden hallo hebben hebt heb heeft hem het hier hij hoe hoeveel hun iemand iets ik in is ja je jij jou
jouw jullie kan kun kunnen kunt maar mag me meer men met mij mijn moet moeten mogen na naar niet niets nog nu of om omdat onder ons onze
ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer want waren was wat we wel welk welke werd wie wij wil
willen wordt worden zal ze zelf zich zij zijn zo zonder zou zouden`),
  pt: set(`tempo a à ao aos às ainda algo algum alguma algumas alguns ali antes aquela aquele aqueles aqui aquilo as assim até cada com como
da das de dela dele deles depois desde dessa desse desta deste deve do dos e é ela elas ele eles em entre era eram essa essas esse esses
esta está estão estar estas este estes eu faz fazem fazer foi foram há isso isto já la lhe lhes lo mais mas me mesma mesmo meu meus minha
minhas muita muitas muito muitos na nada não nas nem nenhum no nos nós nossa nossas nosso nossos num numa o obrigada obrigado olá onde os
ou para pela pelas pelo pelos per pode podem podemos poderia por porque porquê posso pouco pra qual quais quando quanta quantas quanto
quantos que quê quem quero queria se seja sem sempre ser será seu seus sim só sob sobre somos sou sua suas são também tão te tem têm temos
tenho ter teu tua toda todas todo todos tu um uma umas uns vai você vocês vos`),
};

/** What asks in scripts without spaces, and what stands in every sentence; cut out before a question is read in pairs. */
export const UNSPACED_FILLER =
  /请问|什么时候|什么|怎么样|怎么|怎样|如何|多少|哪里|哪儿|哪个|可以|可不可以|能不能|是不是|有没有|你们|我们|您们|需要|想要|吗|呢|的|了|是|我|你|您|请|ですか|ますか|でしょうか|ください|ありますか|できますか|何ですか|どこ|いつ|どう|いくら|です|ます|から|まで|には|では|とは|เท่าไหร่|เท่าไร|อะไร|อย่างไร|ยังไง|ที่ไหน|เมื่อไหร่|เมื่อไร|ไหม|ครับ|ค่ะ|คะ|หรือไม่|ได้ไหม/gu;
