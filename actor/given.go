package actor

import (
	"strings"
	"unicode"
)

// givenNames has common given names of the news, folded, with the gender that
// a reader takes from them. It only helps to choose between two persons for
// "he" or "she"; a name that is not in it fits both.
var givenNames = func() map[string]byte {
	m := map[string]byte{}
	for _, name := range strings.Fields(`aaron abdel abdul abdullah abu adam adrian ahmad ahmed akinwumi alan albert alberto alejandro aleksandr alex alexander
alexei alfredo ali amir andre andreas andrei andrew andriy andrzej anthony anton antonio antony anwar ariel arthur
ashraf augusto barack bashar ben benjamin benny bernard bernardo bill bob bola boris brian bruce carl carlos charles
chris christian christopher chuck claude craig cyril dan daniel dave david denis dennis derek derrick dick dmitri
dmitry dominic donald douglas ebrahim ed eduardo edward elon emil emmanuel emmerson enrique eric ernesto evan felipe
felix ferdinand fernando fidel francisco francois frank frederick fumio gabriel gary gavin gennady geoffrey george
gerald gerhard giorgi glenn gordon graham greg gregory guillermo gustavo guy hamid hans harold harry hasan hassan
hector helmut henry herbert hossein howard hugh hugo hussein ibrahim igor ilham imran isaac ismail itamar ivan jack
jacob jagan jaime jair jake james jamie jan jared jason javier jay jean jeff jeffrey jens jeremy jerome jerry jesus
jim jimmy joaquin joe joel john johnny joko jon jonathan jorge jose josep joseph josh joshua juan julius justin karim
karl keir keith ken kenneth kevin khalid khalifa konstantin kurt larry lars laurent leo leonid lloyd louis luis luiz
lula mahmoud mahmud manuel marc marco marcos mario mark markus martin marwan masoud matt matteo matthew mauricio max
maxim mehmet michael michel miguel mike mikhail mitch mohamed mohammad mohammed mohamud moses muhammad muhammadu
mukhtar mustafa naftali nana narendra nathan nawaf nayib neil nicholas nick nicolas nikol nikolai noah nouri olaf oleg
oleksandr oleksii oleksiy oliver omar osama oscar osman pablo pascal patrick paul paulo pavel pedro pete peter phil
philip philippe pierre pietro piotr prabowo qasem rafael raila raj rajnath ralph ramon ramzan randy raul ray raymond
recep reza ricardo richard rick rob robert roberto rodrigo roger roman ron ronald ross roy ruben ruslan russell ryan
saad salah salim salman salva sam samuel saul scott sean sebastian serge sergei sergey sergio shahid shigeru shimon
shinzo silvio simon stefan stephen steve steven stewart stuart sulaiman takeshi tariq ted tedros terry thomas tim
timothy tom tomas tony trevor uhuru ulrich victor viktor vincent vitaly vladimir volodymyr wally walter warren wayne
william winston wladimir wolfgang xavier yahya yair yasser yevgeny yitzhak yoav yoon yoshihide yoweri yuri yusuf
zachary zbigniew`) {
		m[name] = 'm'
	}
	for _, name := range strings.Fields(`abigail agnes aisha alexandra alice alicia alison amanda amina amy ana andrea angela anita ann anna annalena anne
annie antonia asli asma aung barbara beata beatrice benazir bernadette betty brenda bridget camille carmen carol
caroline carolyn carrie catherine cecilia chantal charlotte cheryl christina christine claire clara claudia
condoleezza cristina cynthia dahlia daria deborah debra denise diana diane dilma dina donna dorothy ebba eileen
eleanor elena elisabeth elise elizabeth ellen emily emine emma erika esther eva evelyn fatima fatou federica fiona
florence frances gabriela geeta gina giorgia giulia gloria golda grace greta gwen hala hanan hanna hannah harriet hawa
heather heidi helen helena hillary hina huda ingrid irene irina isabel isabella ivanka jacinda jacqueline jane janet
janice jeanine jeanne jen jennifer jessica jill joan joanna jody josephine joyce judith judy julia juliana julie kaja
kamala karen karin karine karoline kate katerina katharina katherine kathleen kathy katrina kelly kim kirsten
kristalina kristi kristina lana latifa laura lauren leila lena leslie leyla lilian lina linda lisa liz lori louise
lucia lucy luisa lydia lynn madeleine magdalena malala malie manal mao margaret margarita margot maria mariam marianne
marie marina marine marta martha mary masih maya megan melania melanie melissa mercedes meryem mette mia michele
michelle mina miriam molly mona monica myriam mélanie nadia nadine nancy naomi natalia natalie natasha navi nicola
nicole nikki nina noor nora oksana olena olga olivia pamela patricia patsy paula penny petra phyllis priyanka rachel
rania rebecca rima rita roberta rosa rosemary roza ruth sabina sally samantha samia sandra sanna sara sarah sharon
sheila shirley silvia simone sofia sonia sophia sophie stella stephanie sue susan suzanne svetlana sviatlana sylvia
tamara tanya tatiana tawakkol teresa theresa tulsi tzipi ursula valentina valerie vanessa vera veronica victoria viola
virginia wafa wendy winnie yulia yvonne zainab zeinab zoe zuzana`) {
		m[name] = 'f'
	}
	return m
}()

func toLower(r rune) rune { return unicode.ToLower(r) }
