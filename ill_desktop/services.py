"""The services of a desk, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ill_desktop.ground import Ground

if TYPE_CHECKING:
    from ill_desktop.activation.contact import ContactService
    from ill_desktop.activation.service import ActivationService
    from ill_desktop.activation.terms import TermsService
    from ill_desktop.cashier.bank import BankService
    from ill_desktop.cashier.invoices import InvoiceService
    from ill_desktop.cashier.months import MonthService
    from ill_desktop.cashier.partners import PartnerService
    from ill_desktop.cashier.proofs import ProofService
    from ill_desktop.cashier.reconciliation import ReconciliationService
    from ill_desktop.cashier.refunds import RefundService
    from ill_desktop.cashier.service import CashierService
    from ill_desktop.cashier.shifts import ShiftService
    from ill_desktop.cashier.tills import TillService
    from ill_desktop.cashier.transfers import TransferService
    from ill_desktop.counter.bulk import BulkService
    from ill_desktop.counter.correcting import CorrectionService
    from ill_desktop.counter.daily import DailyRun
    from ill_desktop.counter.delivering import DocumentService
    from ill_desktop.counter.drawers import DrawerService
    from ill_desktop.counter.erasing import EraseService
    from ill_desktop.counter.help import HelpService
    from ill_desktop.counter.lending import LendingService
    from ill_desktop.counter.letters import LetterService
    from ill_desktop.counter.library_facts import FactsService
    from ill_desktop.counter.marks import MarkService
    from ill_desktop.counter.merging import MergeService
    from ill_desktop.counter.money_rules import MoneyRuleService
    from ill_desktop.counter.page_settings import PageService
    from ill_desktop.counter.papers import PaperService
    from ill_desktop.counter.service import CounterService
    from ill_desktop.counter.slips import SlipService
    from ill_desktop.counter.submitting import SubmitService
    from ill_desktop.keeping.retention import RetentionService
    from ill_desktop.keeping.service import KeepingService
    from ill_desktop.notices.codes import CodeSender
    from ill_desktop.notices.delivery import DeliveryService
    from ill_desktop.notices.senders import SenderService
    from ill_desktop.notices.service import NoticeService
    from ill_desktop.notices.texts import TextService
    from ill_desktop.patrons.institutions import InstitutionService
    from ill_desktop.patrons.registry import RegistryService
    from ill_desktop.patrons.service import PatronService
    from ill_desktop.patrons.working_days import WorkingDayService
    from ill_desktop.reports.invoice_list import InvoiceListService
    from ill_desktop.reports.request_list import RequestListService
    from ill_desktop.reports.service import ReportService
    from ill_desktop.requests.loans import LoanService
    from ill_desktop.requests.service import RequestService
    from ill_desktop.requests.steps import StepService
    from ill_desktop.requests.suppliers import SupplierService
    from ill_desktop.staff.service import StaffService


class Services:
    """What the counter can do, room by room, so that opening a window costs only what it shows."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    @cached_property
    def staff(self) -> StaffService:
        from ill_desktop.staff.service import StaffService

        return StaffService(self.ground)

    @cached_property
    def notices(self) -> NoticeService:
        from ill_desktop.notices.service import NoticeService

        return NoticeService(self.ground)

    @cached_property
    def senders(self) -> SenderService:
        from ill_desktop.notices.senders import SenderService

        return SenderService(self.ground)

    @cached_property
    def texts(self) -> TextService:
        from ill_desktop.notices.texts import TextService

        return TextService(self.ground)

    @cached_property
    def delivery(self) -> DeliveryService:
        from ill_desktop.notices.delivery import DeliveryService

        return DeliveryService(self.ground)

    @cached_property
    def codes(self) -> CodeSender:
        from ill_desktop.notices.codes import CodeSender

        return CodeSender(self.ground)

    @cached_property
    def patrons(self) -> PatronService:
        from ill_desktop.patrons.service import PatronService

        return PatronService(self.ground, self.notices)

    @cached_property
    def institutions(self) -> InstitutionService:
        from ill_desktop.patrons.institutions import InstitutionService

        return InstitutionService(self.ground)

    @cached_property
    def working_days(self) -> WorkingDayService:
        from ill_desktop.patrons.working_days import WorkingDayService

        return WorkingDayService(self.ground)

    @cached_property
    def registry(self) -> RegistryService:
        from ill_desktop.patrons.registry import RegistryService

        return RegistryService(self.ground)

    @cached_property
    def activation(self) -> ActivationService:
        from ill_desktop.activation.service import ActivationService
        from ill_desktop.notices.codes import CodeSender

        return ActivationService(self.ground, self.notices, CodeSender(self.ground))

    @cached_property
    def contacts(self) -> ContactService:
        from ill_desktop.activation.contact import ContactService
        from ill_desktop.notices.codes import CodeSender

        return ContactService(self.ground, self.patrons, CodeSender(self.ground))

    @cached_property
    def terms(self) -> TermsService:
        from ill_desktop.activation.terms import TermsService

        return TermsService(self.ground)

    @cached_property
    def cashier(self) -> CashierService:
        from ill_desktop.cashier.service import CashierService

        return CashierService(self.ground)

    @cached_property
    def shifts(self) -> ShiftService:
        from ill_desktop.cashier.shifts import ShiftService

        return ShiftService(self.ground)

    @cached_property
    def tills(self) -> TillService:
        from ill_desktop.cashier.tills import TillService

        return TillService(self.ground)

    @cached_property
    def drawers(self) -> DrawerService:
        from ill_desktop.counter.drawers import DrawerService

        return DrawerService(self.ground)

    @cached_property
    def refunds(self) -> RefundService:
        from ill_desktop.cashier.refunds import RefundService

        return RefundService(self.ground)

    @cached_property
    def invoices(self) -> InvoiceService:
        from ill_desktop.cashier.invoices import InvoiceService

        return InvoiceService(self.ground)

    @cached_property
    def bank(self) -> BankService:
        from ill_desktop.cashier.bank import BankService

        return BankService(self.ground)

    @cached_property
    def proofs(self) -> ProofService:
        from ill_desktop.cashier.proofs import ProofService

        return ProofService(self.ground)

    @cached_property
    def reconciliation(self) -> ReconciliationService:
        from ill_desktop.cashier.reconciliation import ReconciliationService

        return ReconciliationService(self.ground)

    @cached_property
    def partners(self) -> PartnerService:
        from ill_desktop.cashier.partners import PartnerService

        return PartnerService(self.ground)

    @cached_property
    def months(self) -> MonthService:
        from ill_desktop.cashier.months import MonthService

        return MonthService(self.ground)

    @cached_property
    def transfers(self) -> TransferService:
        from ill_desktop.cashier.transfers import TransferService

        return TransferService(self.ground)

    @cached_property
    def requests(self) -> RequestService:
        from ill_desktop.requests.service import RequestService

        return RequestService(self.ground, self.notices)

    @cached_property
    def steps(self) -> StepService:
        from ill_desktop.requests.steps import StepService

        return StepService(self.ground, self.notices)

    @cached_property
    def counter(self) -> CounterService:
        from ill_desktop.counter.service import CounterService

        return CounterService(
            self.ground, self.cashier, self.transfers, self.requests, self.steps, self.notices
        )

    @cached_property
    def loans(self) -> LoanService:
        from ill_desktop.requests.loans import LoanService

        return LoanService(self.ground, self.notices)

    @cached_property
    def lending(self) -> LendingService:
        from ill_desktop.counter.lending import LendingService

        return LendingService(self.ground, self.cashier, self.counter)

    @cached_property
    def suppliers(self) -> SupplierService:
        from ill_desktop.requests.suppliers import SupplierService

        return SupplierService(self.ground)

    @cached_property
    def documents(self) -> DocumentService:
        from ill_desktop.counter.delivering import DocumentService

        return DocumentService(self.ground, self.counter)

    @cached_property
    def submitting(self) -> SubmitService:
        from ill_desktop.counter.submitting import SubmitService

        return SubmitService(self.ground, self.cashier, self.requests, self.counter, self.documents)

    @cached_property
    def bulk(self) -> BulkService:
        from ill_desktop.counter.bulk import BulkService

        return BulkService(self.ground, self.counter, self.lending)

    @cached_property
    def correcting(self) -> CorrectionService:
        from ill_desktop.counter.correcting import CorrectionService

        return CorrectionService(self.ground)

    @cached_property
    def merging(self) -> MergeService:
        from ill_desktop.counter.merging import MergeService

        return MergeService(self.ground)

    @cached_property
    def erasing(self) -> EraseService:
        from ill_desktop.counter.erasing import EraseService

        return EraseService(self.ground)

    @cached_property
    def slips(self) -> SlipService:
        from ill_desktop.counter.slips import SlipService

        return SlipService(self.ground, self.cashier)

    @cached_property
    def papers(self) -> PaperService:
        from ill_desktop.counter.papers import PaperService

        return PaperService(self.ground)

    @cached_property
    def reports(self) -> ReportService:
        from ill_desktop.reports.service import ReportService

        return ReportService(self.ground)

    @cached_property
    def invoice_list(self) -> InvoiceListService:
        from ill_desktop.reports.invoice_list import InvoiceListService

        return InvoiceListService(self.ground)

    @cached_property
    def request_list(self) -> RequestListService:
        from ill_desktop.reports.request_list import RequestListService

        return RequestListService(self.ground)

    @cached_property
    def keeping(self) -> KeepingService:
        from ill_desktop.keeping.service import KeepingService

        return KeepingService(self.ground)

    @cached_property
    def retention(self) -> RetentionService:
        from ill_desktop.keeping.retention import RetentionService

        return RetentionService(self.ground, self.keeping)

    @cached_property
    def facts(self) -> FactsService:
        from ill_desktop.counter.library_facts import FactsService

        return FactsService(self.ground)

    @cached_property
    def money_rules(self) -> MoneyRuleService:
        from ill_desktop.counter.money_rules import MoneyRuleService

        return MoneyRuleService(self.ground, self.facts)

    @cached_property
    def page(self) -> PageService:
        from ill_desktop.counter.page_settings import PageService

        return PageService(self.ground, self.facts)

    @cached_property
    def help(self) -> HelpService:
        from ill_desktop.counter.help import HelpService

        return HelpService(self.ground)

    @cached_property
    def letters(self) -> LetterService:
        from ill_desktop.counter.letters import LetterService

        return LetterService(self.ground)

    @cached_property
    def daily(self) -> DailyRun:
        from ill_desktop.counter.daily import DailyRun

        return DailyRun(self.ground, self.notices, self.patrons, self.cashier)

    @cached_property
    def marks(self) -> MarkService:
        from ill_desktop.counter.marks import MarkService

        return MarkService(self.ground)
