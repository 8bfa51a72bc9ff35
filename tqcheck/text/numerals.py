"""Number words of some thirty-five languages: what a word counts, and what a magnitude word multiplies by.

A word that ends in `*` stands for all its inflections and compounds that begin like that.
Ordinals, fractions and collectives (`dozen`, `decade`) stand with the number that a translator may
write for them. Source: own knowledge of the languages; the spellings are those of their dictionaries.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from tqcheck.text.languages import base

_WORDS = {
    "en": "0:zero,nil,none,no 1:one,first,once,single,a,an 2:two,second*,twice,both,pair*,couple,double* 3:three*,third*,triple* 4:four*"
    " 5:five*,fift* 6:six* 7:seven* 8:eight* 9:nine*,ninth* 10:ten,tenth*,decade* 11:eleven* 12:twelve,twelfth*,dozen*"
    " 13:thirteen* 14:fourteen* 15:fifteen* 16:sixteen* 17:seventeen* 18:eighteen* 19:nineteen* 20:twenty,twentieth*,twenties"
    " 30:thirt* 40:fort*,fourt* 50:fifty,fiftieth*,fifties,half 60:sixt* 70:sevent* 80:eight* 90:ninet* 100:hundred*,centur*,centennial",
    "es": "0:cero 1:un,una,uno,primer* 2:dos,segund*,ambos,ambas,par,doble 3:tres,tercer*,tercio*,triple 4:cuatro,cuart* 5:cinco,quint*"
    " 6:seis,sext* 7:siete,séptim* 8:ocho,octav* 9:nueve,noven* 10:diez,décim*,década*,decenio* 11:once 12:doce,docena* 13:trece"
    " 14:catorce 15:quince,quincena 16:dieciséis 17:diecisiete 18:dieciocho 19:diecinueve 20:veint* 21:veintiun* 22:veintidós"
    " 23:veintitrés 24:veinticuatro 25:veinticinco 26:veintiséis 27:veintisiete 28:veintiocho 29:veintinueve 30:treint*,trigésim*"
    " 40:cuarent* 50:cincuent*,medio,media,mitad 60:sesent* 70:setent* 80:ochent* 90:novent* 100:cien,ciento*,centen*,siglo*"
    " 200:doscient* 300:trescient* 400:cuatrocient* 500:quinient* 600:seiscient* 700:setecient* 800:ochocient* 900:novecient*",
    "fr": "0:zéro 1:un,une,premi* 2:deux,second*,deuxi*,paire,double 3:trois*,tiers,triple 4:quatr*,quart* 5:cinq,cinqui*,quint* 6:six,sixi*"
    " 7:sept,septi* 8:huit,huiti* 9:neuf,neuvi* 10:dix,dixi*,dizaine*,décenni* 11:onze,onzi* 12:douz* 13:treiz* 14:quatorz* 15:quinz*"
    " 16:seiz* 17:dix-sept* 18:dix-huit* 19:dix-neu* 20:vingt* 30:trent* 40:quarant* 50:cinquant*,moitié,demi,demie 60:soixant*"
    " 70:soixante-dix*,septant* 80:quatre-vingt* 90:quatre-vingt-dix*,nonant* 100:cent,cents,centi*,centain*,siècle*",
    "de": "0:null 1:ein,eine,einer,einem,einen,eines,eins,erst*,einmal 2:zwei*,zweit*,beid*,paar,doppel* 3:drei*,dritt* 4:vier* 5:fünf*"
    " 6:sechs* 7:sieb* 8:acht* 9:neun* 10:zehn*,jahrzehnt* 11:elf* 12:zwölf*,dutzend* 13:dreizehn* 14:vierzehn* 15:fünfzehn* 16:sechzehn*"
    " 17:siebzehn* 18:achtzehn* 19:neunzehn* 20:zwanzig* 30:dreißig*,dreissig* 40:vierzig* 50:fünfzig*,halb*,hälfte 60:sechzig*"
    " 70:siebzig* 80:achtzig* 90:neunzig* 100:hundert*,jahrhundert*",
    "it": "0:zero 1:un,una,uno,prim* 2:due,second*,entramb*,paio,coppia,doppi* 3:tre,terz*,tripl* 4:quattro,quart* 5:cinque,quint*"
    " 6:sei,sest* 7:sette,settim* 8:otto,ottav* 9:nove,non* 10:dieci,decim*,decenni*,decina,decine 11:undic* 12:dodic*,dozzin* 13:tredic*"
    " 14:quattordic* 15:quindic* 16:sedic* 17:diciassett* 18:diciott* 19:diciannov* 20:vent,venti,ventes* 30:trent* 40:quarant*"
    " 50:cinquant*,metà,mezzo,mezza 60:sessant* 70:settant* 80:ottant* 90:novant* 100:cento,cent,centes*,centinai*,secol* 200:duecent*",
    "pt": "0:zero 1:um,uma,primeir* 2:dois,duas,segund*,ambos,ambas,par,dobro,dupl* 3:três,terceir*,terço*,tripl* 4:quatro,quart* 5:cinco,quint*"
    " 6:seis,sext* 7:sete,sétim* 8:oito,oitav* 9:nove,non* 10:dez,décim*,década*,dezena* 11:onze 12:doze,dúzia* 13:treze 14:catorze,quatorze"
    " 15:quinze,quinzena 16:dezasseis,dezesseis 17:dezassete,dezessete 18:dezoito 19:dezanove,dezenove 20:vinte,vigésim* 30:trinta"
    " 40:quarenta 50:cinquenta,meio,meia,metade 60:sessenta 70:setenta 80:oitenta 90:noventa 100:cem,cento,centen*,século*"
    " 200:duzent* 300:trezent* 400:quatrocent* 500:quinhent* 600:seiscent* 700:setecent* 800:oitocent* 900:novecent*",
    "ca": "0:zero 1:un,una,primer* 2:dos,dues,segon* 3:tres,tercer* 4:quatr*,quart* 5:cinc,cinqu* 6:sis 7:set,setè 8:vuit,vuitè 9:nou,novè"
    " 10:deu,desè,dècad* 11:onze 12:dotze,dotzen* 13:tretze 14:catorze 15:quinze 16:setze 17:disset 18:divuit 19:dinou 20:vint*"
    " 30:trenta 40:quaranta 50:cinquanta,meitat,mig,mitja 60:seixanta 70:setanta 80:vuitanta 90:noranta 100:cent,centen*,segle*",
    "ro": "0:zero 1:un,una,unu,o,prim* 2:doi,două,doilea,doua,ambele 3:trei*,treime 4:patru*,sfert 5:cinci* 6:șase* 7:șapte* 8:opt,optulea"
    " 9:nouă* 10:zece*,deceni* 11:unsprezece* 12:doisprezece*,duzin* 13:treisprezece* 14:paisprezece* 15:cincisprezece* 16:șaisprezece*"
    " 17:șaptesprezece* 18:optsprezece* 19:nouăsprezece* 20:douăzeci* 30:treizeci* 40:patruzeci* 50:cincizeci*,jumătate 60:șaizeci*"
    " 70:șaptezeci* 80:optzeci* 90:nouăzeci* 100:sută,sute,secol*",
    "nl": "0:nul 1:een,één,eerst* 2:twee*,beid*,paar,dubbel* 3:drie*,derd* 4:vier* 5:vijf* 6:zes* 7:zeven* 8:acht* 9:negen* 10:tien*,decenni*"
    " 11:elf* 12:twaalf*,dozijn* 13:dertien* 14:veertien* 15:vijftien* 16:zestien* 17:zeventien* 18:achttien* 19:negentien* 20:twintig*"
    " 30:dertig* 40:veertig* 50:vijftig*,helft,half,halve 60:zestig* 70:zeventig* 80:tachtig* 90:negentig* 100:honderd*,eeuw*",
    "sv": "0:noll 1:en,ett,först* 2:två,andra,båda,par,dubbel* 3:tre,tredje* 4:fyr*,fjärde* 5:fem,femte* 6:sex,sjätte* 7:sju,sjunde* 8:åtta,åttonde*"
    " 9:nio,nionde* 10:tio,tionde*,decenni*,årtionde* 11:elva,elfte 12:tolv*,dussin* 13:tretton* 14:fjorton* 15:femton* 16:sexton*"
    " 17:sjutton* 18:arton* 19:nitton* 20:tjugo* 30:trettio* 40:fyrtio* 50:femtio*,hälften,halv* 60:sextio* 70:sjuttio* 80:åttio*"
    " 90:nittio* 100:hundra*,sekel,sekl*,århundrade*",
    "da": "0:nul 1:en,et,én,ét,først* 2:to,anden,andet,begge,par,dobbelt* 3:tre,tredje* 4:fire,fjerde* 5:fem,femte* 6:seks,sjette* 7:syv,syvende*"
    " 8:otte,ottende* 9:ni,niende* 10:ti,tiende*,årti* 11:elleve* 12:tolv*,dusin 13:tretten* 14:fjorten* 15:femten* 16:seksten*"
    " 17:sytten* 18:atten* 19:nitten* 20:tyve* 30:tredive* 40:fyrre* 50:halvtreds*,halv*,halvdel* 60:tres 70:halvfjerds* 80:firs"
    " 90:halvfems* 100:hundred*,århundrede*",
    "nb": "0:null 1:en,ett,én,ei,først* 2:to,andre,begge,par,dobbel* 3:tre,tredje* 4:fire,fjerde* 5:fem,femte* 6:seks,sjette* 7:syv,sju,sjuende,syvende*"
    " 8:åtte,åttende* 9:ni,niende* 10:ti,tiende*,tiår* 11:elleve* 12:tolv*,dusin 13:tretten* 14:fjorten* 15:femten* 16:seksten*"
    " 17:sytten* 18:atten* 19:nitten* 20:tjue*,tyve* 30:tretti* 40:førti* 50:femti*,halv*,halvpart* 60:seksti* 70:sytti* 80:åtti*"
    " 90:nitti* 100:hundre*,århundre*",
    "is": "1:einn,ein,eitt,fyrst* 2:tveir,tvær,tvö,ann* 3:þrír,þrjár,þrjú,þriðj* 4:fjór* 5:fimm* 6:sex 7:sjö 8:átta 9:níu 10:tíu,áratug* 12:tólf"
    " 20:tuttugu 30:þrjátíu 40:fjörutíu 50:fimmtíu,helming* 100:hundr*,öld",
    "fi": "0:nolla 1:yksi,yhde*,yhtä,ensimmä* 2:kaksi*,kahde*,kahta,toi*,molem* 3:kolm* 4:neljä*,neljä* 5:viisi,viide*,viittä,viidenn* 6:kuusi,kuude*,kuutta"
    " 7:seitsem* 8:kahdeksa* 9:yhdeksä* 10:kymmen*,vuosikymmen* 11:yksitoista 12:kaksitoista,tusina* 13:kolmetoista 14:neljätoista"
    " 15:viisitoista 16:kuusitoista 17:seitsemäntoista 18:kahdeksantoista 19:yhdeksäntoista 20:kaksikymmen* 30:kolmekymmen*"
    " 40:neljäkymmen* 50:viisikymmen*,puol* 60:kuusikymmen* 70:seitsemänkymmen* 80:kahdeksankymmen* 90:yhdeksänkymmen* 100:sata,sada*,vuosisa*",
    "et": "1:üks,ühe*,esime* 2:kaks,kahe*,tei* 3:kolm* 4:neli,nelja* 5:viis,viie* 6:kuus,kuue* 7:seits* 8:kaheksa* 9:üheksa* 10:küm*,aastaküm*"
    " 11:üksteist 12:kaksteist 20:kakskümmend 30:kolmkümmend 50:pool* 100:sada,saja*,sajand*",
    "hu": "0:nulla 1:egy*,első* 2:kettő*,két*,második*,mindkét*,pár 3:három*,harmad* 4:négy*,negyed* 5:öt,ötö*,ötén 6:hat,hatod*,hatan 7:hét,heted*,heten"
    " 8:nyolc* 9:kilenc* 10:tíz*,tized*,évtized* 11:tizenegy* 12:tizenkét*,tizenket*,tucat* 13:tizenhárom* 14:tizennégy* 15:tizenöt*"
    " 16:tizenhat* 17:tizenhét*,tizenhet* 18:tizennyolc* 19:tizenkilenc* 20:húsz*,husz* 30:harminc* 40:negyven* 50:ötven*,fél,fele*"
    " 60:hatvan* 70:hetven* 80:nyolcvan* 90:kilencven* 100:száz*,század*,évszázad*",
    "pl": "0:zero 1:jeden,jedn*,pierwsz* 2:dwa,dwie,dwóch,dwoj*,dwaj,dwóm,dwu*,drug*,oba,obie,obu,par*,podwójn* 3:trzy,trzech,troj*,trzec*,potrój*"
    " 4:cztery,czter*,czwart*,ćwier* 5:pięć,pięci*,piąt* 6:sześć,sześci*,szóst* 7:siedem,siedm*,siódm* 8:osiem,ośmi*,ósm*"
    " 9:dziewięć,dziewięci*,dziewiąt* 10:dziesięć,dziesięci*,dziesiąt*,dekad* 11:jedenast* 12:dwunast*,dwanaśc*,tuzin* 13:trzynast*,trzynaśc*"
    " 14:czternast*,czternaśc* 15:piętnast*,piętnaśc* 16:szesnast*,szesnaśc* 17:siedemnast*,siedemnaśc* 18:osiemnast*,osiemnaśc*"
    " 19:dziewiętnast*,dziewiętnaśc* 20:dwudziest*,dwadzieśc* 30:trzydziest*,trzydzieśc* 40:czterdziest*,czterdzieśc*"
    " 50:pięćdziesi*,połow*,pół 60:sześćdziesi* 70:siedemdziesi* 80:osiemdziesi* 90:dziewięćdziesi* 100:sto,stu,setn*,setk*,wiek*,stuleci*"
    " 200:dwieście,dwustu 300:trzysta 400:czterysta 500:pięćset 600:sześćset 700:siedemset 800:osiemset 900:dziewięćset",
    "cs": "0:nula,nul* 1:jed*,prvn* 2:dva,dvě,dvou,dvěma,druh*,oba,obě,obou,pár,dvoj* 3:tři,tří,třem*,třet*,troj* 4:čtyř*,čtvr* 5:pět,pěti*,pát*"
    " 6:šest,šesti*,šest* 7:sedm* 8:osm* 9:devět,devíti,devát* 10:deset*,desát*,desít*,dekád*,desetilet* 11:jedenáct* 12:dvanáct*,tucet,tuct*"
    " 13:třináct* 14:čtrnáct* 15:patnáct* 16:šestnáct* 17:sedmnáct* 18:osmnáct* 19:devatenáct* 20:dvacet*,dvacát* 30:třicet*,třicát*"
    " 40:čtyřicet*,čtyřicát* 50:padesát*,půl*,polovi* 60:šedesát* 70:sedmdesát* 80:osmdesát* 90:devadesát* 100:sto,sta,set,stov*,století",
    "sk": "0:nula 1:jed*,prv* 2:dva,dve,dvoch,dvom*,druh*,oba,obe,dvoj* 3:tri,troch,trom*,tret* 4:štyr*,štvr* 5:päť,piat* 6:šesť,šiest*"
    " 7:sedem,sied* 8:osem,ôsm* 9:deväť,deviat* 10:desať,desiat*,desaťroč* 11:jedenás* 12:dvanás*,tucet 13:trinás* 14:štrnás* 15:pätnás*"
    " 16:šestnás* 17:sedemnás* 18:osemnás* 19:devätnás* 20:dvadsa* 30:tridsa* 40:štyridsa* 50:päťdesia*,pol* 60:šesťdesia* 70:sedemdesia*"
    " 80:osemdesia* 90:deväťdesia* 100:sto,stov*,storoč*",
    "sl": "1:en,ena,eno,eneg*,prv* 2:dva,dve,dveh,drug*,oba 3:tri,treh,tret* 4:štiri*,četrt* 5:pet,petih,pet* 6:šest* 7:sed* 8:osem,osm*"
    " 9:devet* 10:deset*,desetlet* 11:enajst* 12:dvanajst*,ducat 20:dvajset* 30:trideset* 40:štirideset* 50:petdeset*,pol* 100:sto,stolet*",
    "sh": "1:jed*,prv* 2:dva,dvije,dve,dvoj*,drug*,oba,obje 3:tri,troj*,treć* 4:četiri,četvr* 5:pet,pet* 6:šest* 7:sedam,sedm* 8:osam,osm* 9:devet*"
    " 10:deset*,desetljeć*,decenij* 11:jedanaest* 12:dvanaest* 13:trinaest* 14:četrnaest* 15:petnaest* 16:šesnaest* 17:sedamnaest*"
    " 18:osamnaest* 19:devetnaest* 20:dvadeset* 30:trideset* 40:četrdeset* 50:pedeset*,pol* 60:šezdeset* 70:sedamdeset* 80:osamdeset*"
    " 90:devedeset* 100:sto,stotin*,stoljeć*",
    "bg": "1:един,една,едно,първ* 2:два,две,двама,втор*,двойн* 3:три,трима,трет* 4:четири*,четвърт* 5:пет,пет* 6:шест* 7:седем*,седм* 8:осем*,осм*"
    " 9:девет* 10:десет*,десетилет* 11:единадесет*,единайсет* 12:дванадесет*,дванайсет*,дузин* 20:двадесет*,двайсет* 30:тридесет*,трийсет*"
    " 40:четиридесет* 50:петдесет*,полови* 60:шестдесет* 70:седемдесет* 80:осемдесет* 90:деветдесет* 100:сто,стотиц*,век*",
    "mk": "1:еден,една,едно,прв* 2:два,две,двајца,втор* 3:три,трета,трет* 4:четири,четврт* 5:пет* 6:шест* 7:седум*,седм* 8:осум*,осм* 9:девет*"
    " 10:десет*,децени* 12:дванаесет* 20:дваесет* 30:триесет* 50:педесет*,полови* 100:сто,стотин*,век*",
    "ru": "0:ноль,нул* 1:один*,одн*,перв* 2:два,две,двух*,двум*,двое*,втор*,оба,обе,обоих,пар*,двой*,вдво*,дву* 3:три,трех*,трёх*,трем*,трое*,трет*,трой*"
    " 4:четыр*,четвер* 5:пять,пяти,пятью,пят* 6:шесть,шести*,шест* 7:семь,семи,семью,седьм*,семи* 8:восемь,восьм* 9:девять,девяти,девят*"
    " 10:десят*,десять,десятилет* 11:одиннадцат* 12:двенадцат*,дюжин* 13:тринадцат* 14:четырнадцат* 15:пятнадцат* 16:шестнадцат*"
    " 17:семнадцат* 18:восемнадцат* 19:девятнадцат* 20:двадцат* 30:тридцат* 40:сорок* 50:пятьдесят*,пятидесят*,полов*,пол*"
    " 60:шестьдесят*,шестидесят* 70:семьдесят*,семидесят* 80:восемьдесят*,восьмидесят* 90:девянос* 100:сто,ста,сотн*,сот*,век*,столет*"
    " 200:двести,двухсот* 300:триста,трехсот* 400:четыреста 500:пятьсот 600:шестьсот 700:семьсот 800:восемьсот 900:девятьсот",
    "uk": "0:нуль,нул* 1:один*,одн*,перш* 2:два,дві,двох*,двом*,двоє*,друг*,обидва,обидві,обох,пар*,подвій*,вдвіч*,дво* 3:три,трьох*,трьом*,троє*,трет*,потрій*"
    " 4:чотир*,четвер* 5:п'ят*,п’ят* 6:шіст*,шест* 7:сім,сем*,сьом* 8:вісім,восьм* 9:дев'ят*,дев’ят* 10:десят*,десятиліт*"
    " 11:одинадцят* 12:дванадцят*,дюжин* 13:тринадцят* 14:чотирнадцят* 15:п'ятнадцят*,п’ятнадцят* 16:шістнадцят* 17:сімнадцят*"
    " 18:вісімнадцят* 19:дев'ятнадцят*,дев’ятнадцят* 20:двадцят* 30:тридцят* 40:сорок* 50:п'ятдесят*,п’ятдесят*,полов*,пів*"
    " 60:шістдесят* 70:сімдесят* 80:вісімдесят* 90:дев'янос*,дев’янос* 100:сто,ста,сотн*,вік,столітт*,сторіч* 200:двісті 300:триста"
    " 400:чотириста 500:п'ятсот,п’ятсот",
    "be": "1:адзін,адн*,перш* 2:два,дзве,двух*,друг* 3:тры,трох*,трэц* 4:чатыр*,чацвёр* 5:пяць,пяц*,пят* 6:шэсц*,шост* 7:сем,сям* 8:восем*,васьм*"
    " 9:дзевяц* 10:дзесяц*,дзясят* 12:дванаццац* 20:дваццац* 30:трыццац* 50:пяцьдзясят*,палов* 100:сто,стагоддз*",
    "el": "0:μηδέν 1:ένα*,ένας,μία,μια,μίας,πρώτ* 2:δύο,δυο,δεύτερ*,διπλ* 3:τρεις,τρία,τριών,τρίτ*,τριπλ* 4:τέσσερ*,τεσσάρ*,τέταρτ* 5:πέντε,πέμπτ*"
    " 6:έξι,έκτ* 7:επτά,εφτά,έβδομ* 8:οκτώ,οχτώ,όγδο* 9:εννέα,εννιά,ένατ* 10:δέκα,δέκατ*,δεκαετ* 11:έντεκα,ενδέκατ* 12:δώδεκα,ντουζίν*"
    " 13:δεκατρ* 14:δεκατέσσερ* 15:δεκαπέντε 16:δεκαέξι 17:δεκαεπτά 18:δεκαοκτώ 19:δεκαεννέα 20:είκοσι,εικοστ* 30:τριάντα 40:σαράντα"
    " 50:πενήντα,μισ*,ήμισ* 60:εξήντα 70:εβδομήντα 80:ογδόντα 90:ενενήντα 100:εκατό*,αιών*,αιώνα*",
    "tr": "0:sıfır 1:bir,biri,birinci*,ilk 2:iki*,ikinci*,çift 3:üç,üçü,üçün*,üçte 4:dört*,dördü*,çeyrek 5:beş* 6:altı,altın* 7:yedi* 8:sekiz* 9:dokuz*"
    " 10:on,onuncu,onlarca 12:düzine 20:yirmi* 30:otuz* 40:kırk* 50:elli*,yarı*,buçuk 60:altmış* 70:yetmiş* 80:seksen* 90:doksan* 100:yüz,yüzü*,yüzlerce,yüzyıl*",
    "ar": "0:صفر 1:واحد*,واحدة,أول,الأول*,أولى 2:اثنان,اثنين,اثنتين,ثاني*,الثاني*,كلا 3:ثلاث,ثلاثة,ثالث*,الثالث*,ثلث*,الثلاثة 4:أربع,أربعة,رابع*,الرابع*,ربع 5:خمس,خمسة,خامس*,الخامس*"
    " 6:ست,ستة,سادس*,السادس* 7:سبع,سبعة,سابع*,السابع* 8:ثمان,ثماني*,ثامن*,الثامن* 9:تسع,تسعة,تاسع*,التاسع* 10:عشر,عشرة,عاشر*,العاشر*,عقد,عقود"
    " 20:عشرون,عشرين,العشرين 30:ثلاثون,ثلاثين 40:أربعون,أربعين 50:خمسون,خمسين,نصف 60:ستون,ستين 70:سبعون,سبعين 80:ثمانون,ثمانين 90:تسعون,تسعين"
    " 100:مائة,مئة,مئات,قرن,القرن 200:مائتين,مئتين,مائتي,مئتي",
    "fa": "0:صفر 1:یک,اول,نخست* 2:دو,دوم*,هردو 3:سه,سوم* 4:چهار*,ربع 5:پنج* 6:شش* 7:هفت,هفتم* 8:هشت,هشتم* 9:نه,نهم 10:ده,دهم,دهه* 11:یازده* 12:دوازده*"
    " 13:سیزده* 14:چهارده* 15:پانزده* 16:شانزده* 17:هفده* 18:هجده* 19:نوزده* 20:بیست* 30:سی 40:چهل* 50:پنجاه*,نیم*,نصف 60:شصت 70:هفتاد 80:هشتاد 90:نود 100:صد,صدها,قرن",
    "he": "0:אפס 1:אחד,אחת,ראשו*,הראשו* 2:שני,שתי,שניים,שתיים,שנייה,השני*,זוג 3:שלוש*,שליש* 4:ארבע*,רביעי*,הרביעי*,רבע 5:חמש,חמישה,חמישי*,החמישי* 6:שש,שישה,שישי* 7:שבע*,שביעי*"
    " 8:שמונה,שמיני* 9:תשע*,תשיעי* 10:עשר,עשרה,עשירי*,עשור* 12:תריסר 20:עשרים 30:שלושים 40:ארבעים 50:חמישים,חצי,מחצית 60:שישים 70:שבעים 80:שמונים 90:תשעים 100:מאה,מאות 200:מאתיים",
    "hi": "0:शून्य 1:एक,पहल*,प्रथम 2:दो,दूसर*,दोनों,द्वितीय,दोगुन* 3:तीन,तीसर*,तीनों,तिहाई 4:चार,चौथ*,चारों,चौथाई 5:पांच*,पाँच* 6:छह,छः,छठ* 7:सात* 8:आठ* 9:नौ,नौव* 10:दस,दसव*,दशक* 11:ग्यारह*"
    " 12:बारह*,दर्जन* 13:तेरह* 14:चौदह* 15:पंद्रह*,पन्द्रह* 16:सोलह* 17:सत्रह* 18:अठारह* 19:उन्नीस* 20:बीस* 21:इक्कीस* 24:चौबीस* 25:पच्चीस* 30:तीस* 40:चालीस* 50:पचास*,आध* 60:साठ* 70:सत्तर* 80:अस्सी* 90:नब्बे* 100:सौ,शताब्दी",
    "bn": "1:এক*,প্রথম* 2:দুই,দু,দ্বিতীয়* 3:তিন*,তৃতীয়* 4:চার*,চতুর্থ* 5:পাঁচ* 6:ছয়* 7:সাত* 8:আট* 9:নয় 10:দশ* 12:বারো 20:বিশ,কুড়ি 30:ত্রিশ 50:পঞ্চাশ,অর্ধেক 100:একশ*,শত*",
    "vi": "0:không 1:một,nhất,đầu 2:hai,nhì,cặp,đôi 3:ba 4:bốn,tư 5:năm,lăm 6:sáu 7:bảy 8:tám 9:chín 10:mười,mươi,thập 12:tá 50:nửa 100:trăm,kỷ",
    "id": "0:nol 1:satu,pertama,sebuah,seorang 2:dua,kedua,sepasang,ganda 3:tiga,ketiga 4:empat,keempat,perempat 5:lima,kelima 6:enam,keenam 7:tujuh,ketujuh"
    " 8:delapan,kedelapan 9:sembilan,kesembilan 10:sepuluh,puluh,dekade,kesepuluh 11:sebelas 12:lusin,selusin 50:setengah,separuh 100:seratus,ratus,abad",
    "fil": "1:isa,isang,una,unang 2:dalawa*,ikalawa*,pangalawa* 3:tatlo*,ikatlo* 4:apat* 5:lima* 6:anim 7:pito* 8:walo* 9:siyam 10:sampu*,dekada 50:kalahati* 100:daan,siglo",
    "ko": "1:한,하나,첫* 2:두,둘*,두번째 3:세,셋* 4:네,넷* 5:다섯* 6:여섯* 7:일곱* 8:여덟* 9:아홉* 10:열,열번째 20:스무,스물* 30:서른* 40:마흔* 50:절반*,반 100:백",
    "lt": "1:vien*,pirm* 2:du,dvi,dviej*,antr*,abu 3:trys,trij*,treči* 4:keturi*,ketvirt* 5:penki*,penkt* 6:šeši*,šešt* 7:septyn* 8:aštuon* 9:devyn* 10:dešimt*"
    " 12:dvylik* 20:dvidešimt* 30:trisdešimt* 50:penkiasdešimt*,pus* 100:šimt*,amži*",
    "lv": "1:vien*,pirm* 2:div*,otr*,abi 3:trīs,trij*,treš* 4:četr*,ceturt* 5:piec* 6:seš* 7:septi* 8:astoņ* 9:deviņ* 10:desmit* 12:divpadsmit* 20:divdesmit*"
    " 30:trīsdesmit* 50:piecdesmit*,pus* 100:simt*,gadsimt*",
    "sq": "1:një,par* 2:dy,dyt* 3:tre,tri,tret* 4:katër,katërt* 5:pesë 6:gjashtë 7:shtatë 8:tetë 9:nëntë 10:dhjetë 20:njëzet 30:tridhjetë 50:pesëdhjetë,gjysm* 100:njëqind,qind*,shekull*",
    "th": "1:หนึ่ง,แรก 2:สอง,คู่ 3:สาม 4:สี่ 5:ห้า 6:หก 7:เจ็ด 8:แปด 9:เก้า 10:สิบ,ทศวรรษ 50:ครึ่ง",
    "ta": "1:ஒரு,ஒன்று,முதல்* 2:இரண்டு,இரு*,இரண்ட* 3:மூன்று,மூன்ற* 4:நான்கு,நான்க* 5:ஐந்து,ஐந்த* 6:ஆறு,ஆற* 7:ஏழு,ஏழ* 8:எட்டு,எட்ட* 9:ஒன்பது,ஒன்பத* 10:பத்து,பத்த* 50:பாதி* 100:நூறு,நூற*",
    "ur": "1:ایک,پہل* 2:دو,دوسر*,دونوں 3:تین,تیسر* 4:چار,چوتھ* 5:پانچ* 6:چھ* 7:سات* 8:آٹھ* 9:نو,نویں 10:دس,دہائ* 12:درجن* 20:بیس 50:پچاس,نصف,آدھ* 100:سو,صدی",
    "sw": "1:moja,kwanza 2:mbili,pili,wawili 3:tatu,watatu 4:nne,wanne 5:tano,watano 6:sita 7:saba 8:nane 9:tisa 10:kumi,muongo 20:ishirini 30:thelathini 50:nusu,hamsini 100:mia,karne",
}  # fmt: skip

_SAME_WORDS = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "ms": "id", "tl": "fil", "gl": "pt"}

_MAGNITUDES = {
    "en": "3:thousand*,k,grand 6:million*,mln,mn,m,mil 9:billion*,bn,b,bln 12:trillion*,tn,tr,trn 2:hundred* 5:lakh* 7:crore*",
    "es": "3:mil,miles 6:millón,millon*,mill,mm 9:millardo* 12:billón,billon* 2:cientos",
    "fr": "3:mille,milliers,k 6:million*,mio,m 9:milliard*,md,mds,mrd 12:billion* 2:centaines",
    "de": "3:tausend*,tsd 6:million*,mio,mill 9:milliard*,mrd,md 12:billion*,bio 2:hundert*",
    "it": "3:mila,migliai*,mille 6:milion*,mln,mil 9:miliard*,mld,mrd 12:bilion*,trilion* 2:centinai*",
    "pt": "3:mil,milhares 6:milhão,milhões,milhõe*,milhao,mi 9:bilhão,bilhões,bi,bilião 12:trilhão,trilhões,bilião,biliões,tri",
    "ca": "3:mil,milers 6:milió,milion* 12:bilió,bilion*",
    "gl": "3:mil 6:millón,millóns 12:billón,billóns",
    "ro": "3:mii,mie 6:milio*,mil,mln 9:miliard*,mld 12:trilio*,bilio*",
    "nl": "3:duizend* 6:miljoen*,mln,mio 9:miljard*,mld,mrd 12:biljoen* 2:honderd*",
    "sv": "3:tusen*,tkr 6:miljon*,mn,mkr,milj 9:miljard*,md,mdr 12:biljon* 2:hundra*",
    "da": "3:tusind*,t 6:million*,mio,mill 9:milliard*,mia,mrd 12:billion* 2:hundred*",
    "nb": "3:tusen*,k 6:million*,mill,mio 9:milliard*,mrd 12:billion* 2:hundre*",
    "is": "3:þúsund* 6:milljón* 9:milljarð* 12:billjón*",
    "fi": "3:tuha*,tuhat*,t 6:miljoon*,milj,mn 9:miljard*,mrd 12:biljoon*",
    "et": "3:tuha*,tuhat* 6:miljon*,mln 9:miljard*,mld 12:triljon*",
    "hu": "3:ezer*,ezr*,e 6:millió*,m 9:milliárd*,mrd 12:billió*",
    "pl": "3:tysi*,tys 6:milion*,mln 9:miliard*,mld 12:bilion*,bln",
    "cs": "3:tisíc*,tis 6:milion*,milión*,mil,mio 9:miliard*,mld 12:bilion*,bil",
    "sk": "3:tisíc*,tis 6:milión*,mil,mili* 9:miliard*,mld 12:bilión*",
    "sl": "3:tisoč* 6:milijon*,mio 9:milijard*,mrd 12:bilijon*",
    "sh": "3:tisuć*,hiljad* 6:milijun*,milion*,mil,mln 9:milijard*,mlrd 12:bilijun*,bilion*",
    "sr": "3:хиљад* 6:милион* 9:милијард* 12:билион*",
    "bg": "3:хиляд*,хил 6:милион*,млн 9:милиард*,млрд 12:трилион*",
    "mk": "3:илјад* 6:милион* 9:милијард* 12:билион*,трилион*",
    "ru": "3:тысяч*,тыс 6:миллион*,млн 9:миллиард*,млрд 12:триллион*,трлн 2:сотен",
    "uk": "3:тисяч*,тис 6:мільйон*,млн 9:мільярд*,млрд 12:трильйон*,трлн",
    "be": "3:тысяч*,тыс 6:мільён*,млн 9:мільярд*,млрд",
    "el": "3:χιλιάδ*,χίλι*,χιλ 6:εκατομμύρι*,εκατ,εκατομμυρί* 9:δισεκατομμύρι*,δισ,δις,δισεκατομμυρί* 12:τρισεκατομμύρι*,τρισ",
    "tr": "3:bin,binlik,bini* 6:milyon* 9:milyar* 12:trilyon*",
    "ar": "3:ألف*,آلاف,الآلاف,ألفا 6:مليون*,ملايين,المليون 9:مليار*,بليون*,المليار 12:تريليون*",
    "fa": "3:هزار* 6:میلیون* 9:میلیارد* 12:تریلیون*",
    "he": "3:אלף,אלפים,אלפי 6:מיליון*,מיליוני 9:מיליארד*,מיליארדי 12:טריליון*",
    "hi": "3:हज़ार*,हजार* 5:लाख* 6:मिलियन*,दस 7:करोड़*,करोड* 9:अरब*,बिलियन* 12:ट्रिलियन*,खरब 2:सौ",
    "mr": "3:हजार* 5:लाख* 7:कोटी* 9:अब्ज*",
    "ne": "3:हजार* 5:लाख* 7:करोड* 9:अर्ब*",
    "bn": "3:হাজার* 5:লাখ*,লক্ষ* 6:মিলিয়ন* 7:কোটি* 9:বিলিয়ন*",
    "ta": "3:ஆயிர* 5:லட்ச*,இலட்ச* 6:மில்லியன்* 7:கோடி* 9:பில்லியன்*",
    "te": "3:వేల* 5:లక్ష* 6:మిలియన్* 7:కోట్ల* 9:బిలియన్*",
    "gu": "3:હજાર* 5:લાખ* 7:કરોડ* 9:અબજ*",
    "ur": "3:ہزار* 5:لاکھ* 6:ملین* 7:کروڑ* 9:ارب*,بلین*",
    "vi": "3:nghìn,ngàn 6:triệu 9:tỷ,tỉ 2:trăm",
    "id": "3:ribu* 6:juta* 9:miliar*,milyar* 12:triliun*,trilyun*",
    "ms": "3:ribu* 6:juta* 9:bilion* 12:trilion*",
    "fil": "3:libo*,libong 6:milyon*,milyong 9:bilyon*,bilyong 12:trilyon*",
    "lt": "3:tūkst* 6:milijon*,mln 9:milijard*,mlrd 12:trilijon*",
    "lv": "3:tūkst* 6:miljon*,milj 9:miljard* 12:triljon*",
    "sq": "3:mijë* 6:milion* 9:miliard*",
    "sw": "3:elfu 6:milioni 9:bilioni 12:trilioni",
    "eu": "3:mila 6:milioi* 12:bilioi*",
    "ka": "3:ათას* 6:მილიონ*,მლნ 9:მილიარდ*,მლრდ",
    "hy": "3:հազար* 6:միլիոն*,մլն 9:միլիարդ*,մլրդ",
    "th": "3:พัน 4:หมื่น 5:แสน 6:ล้าน",
    "af": "3:duisend* 6:miljoen* 9:miljard* 12:biljoen*",
}  # fmt: skip

_CJK_DIGITS = {c: n for n, chars in enumerate(("〇零○", "一壹", "二两兩貳贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in chars}  # fmt: skip
_CJK_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20}
_CJK_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
KOREAN_SCALES = {"천": 10**3, "만": 10**4, "억": 10**8, "조": 10**12, "백": 10**2}

SCALES = {**_CJK_SCALES, **KOREAN_SCALES, "千": 1000, "百": 100, "仟": 1000}
"""Characters that follow digits directly and multiply them: 1550万, 3億5000万, 2천만."""

CJK_NUMERAL = "".join((*_CJK_DIGITS, *_CJK_UNITS, *_CJK_SCALES))


def _rows(table: str) -> Iterator[tuple[int, str]]:
    for row in table.split():
        value, words = row.split(":")
        for word in words.split(","):
            yield int(value), word


class _Lookup:
    """Finds a word's entries in a table whose words may end in `*`."""

    def __init__(self, rows: Iterator[tuple[int, str]]) -> None:
        self.exact: dict[str, set[int]] = {}
        self.prefix: dict[str, set[int]] = {}
        for value, word in rows:
            table = self.prefix if word.endswith("*") else self.exact
            table.setdefault(word.rstrip("*"), set()).add(value)

    def __call__(self, word: str) -> frozenset[int]:
        found = set(self.exact.get(word, ()))
        for size in range(len(word), 1, -1):
            if word[:size] in self.prefix:
                found |= self.prefix[word[:size]]
                if size < len(word) and len(word) - size > 6:
                    break
                if found:
                    break
        return frozenset(found)


@lru_cache(maxsize=128)
def _words_of(lang: str) -> _Lookup | None:
    code = base(lang)
    table = _WORDS.get(_SAME_WORDS.get(code, code))
    return _Lookup(_rows(table)) if table else None


@lru_cache(maxsize=128)
def _magnitudes_of(lang: str) -> _Lookup | None:
    code = base(lang)
    table = _MAGNITUDES.get(code) or _MAGNITUDES.get(_SAME_WORDS.get(code, code))
    return _Lookup(_rows(table)) if table else None


def spells_numbers(lang: str) -> bool:
    """Tell whether the number words of a language are known."""
    return _words_of(lang) is not None or base(lang) in {"zh", "ja"}


@lru_cache(maxsize=65536)
def word_values(word: str, lang: str) -> frozenset[int]:
    """Return what a lower-case word may count: `{2}` for `second`, `{10}` for `decade`; empty for other words."""
    table = _words_of(lang)
    return table(word) if table else frozenset()


@lru_cache(maxsize=65536)
def magnitude(word: str, lang: str) -> frozenset[int]:
    """Return the powers of ten that a lower-case word may multiply by.

    More than one where usage differs: a `bilião` is 10**12 in Lisbon and 10**9 in Brasília.
    """
    table = _magnitudes_of(lang)
    return table(word) if table else frozenset()


@lru_cache(maxsize=8192)
def cjk_value(text: str) -> int | None:
    """Return the value of a Chinese or Japanese numeral, None if it is none.

    >>> cjk_value("二十五"), cjk_value("三亿五千万"), cjk_value("二〇一八")
    (25, 350000000, 2018)
    """
    if all(char in _CJK_DIGITS for char in text):
        return int("".join(str(_CJK_DIGITS[char]) for char in text))
    total = section = digit = 0
    for char in text:
        if char in _CJK_DIGITS:
            digit = _CJK_DIGITS[char]
        elif char in _CJK_UNITS:
            section += _CJK_UNITS[char] * (digit or 1)
            digit = 0
        elif char in _CJK_SCALES:
            total += (section + digit or 1) * _CJK_SCALES[char]
            section = digit = 0
        else:
            return None
    return total + section + digit


WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*(?:['’]\p{L}[\p{L}\p{M}]*)*")
