// SPDX-FileCopyrightText: The Gatehouse authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the thread sanitizer cannot see of Qt: the distribution's Qt is built without it, so a mutex or an
// atomic inside the library orders nothing for it, and whatever one thread gives another by an invoked
// method or by a thread pool looks like a race. The functions of Qt that our code calls to give something
// away are replaced here by ones that say so and then call Qt's. What is not given away is still a race.

#include <QMetaObject>
#include <QObject>
#include <QRunnable>
#include <QThreadPool>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>
#include <utility>

namespace {

template <typename Function>
Function next(const char *symbol)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, symbol));
}

// How a slot is called is no public interface, and newer versions of Qt changed it.
#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
//! In place of a slot: takes what its giver gave before the slot runs or dies.
class GivenSlot final : public QtPrivate::QSlotObjectBase
{
public:
    explicit GivenSlot(QtPrivate::QSlotObjectBase *slot)
        : QSlotObjectBase(&GivenSlot::act)
        , m_slot(slot)
    {
        __tsan_release(this);
    }

private:
    static void act(int which, QSlotObjectBase *base, QObject *receiver, void **arguments, bool *)
    {
        auto *self = static_cast<GivenSlot *>(base);
        __tsan_acquire(self);
        if (which == Call) {
            self->m_slot->call(receiver, arguments);
            __tsan_release(self);
            __tsan_release(receiver);
        } else if (which == Destroy) {
            self->m_slot->destroyIfLastRef();
            delete self;
        }
    }

    QtPrivate::QSlotObjectBase *const m_slot;
};
#endif

//! In place of a task of a pool.
class GivenTask final : public QRunnable
{
public:
    GivenTask(QRunnable *task, QThreadPool *pool)
        : m_task(task)
        , m_pool(pool)
    {
        __tsan_release(this);
    }
    ~GivenTask() override
    {
        // Was taken out of the queue.
        if (m_task && m_task->autoDelete())
            delete m_task;
    }
    void run() override
    {
        __tsan_acquire(this);
        QRunnable *task = std::exchange(m_task, nullptr);
        const bool mine = task->autoDelete();
        task->run();
        if (mine)
            delete task;
        __tsan_release(m_pool);
    }

private:
    QRunnable *m_task;
    QThreadPool *const m_pool;
};

} // namespace

#if QT_VERSION < QT_VERSION_CHECK(6, 5, 0)
bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    static const auto original = next<bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    const bool invoked = original(object, new GivenSlot(slot), type, result);
    if (type == Qt::BlockingQueuedConnection)
        __tsan_acquire(object);
    return invoked;
}
#endif

void QThreadPool::start(QRunnable *task, int priority)
{
    static const auto original = next<void (*)(QThreadPool *, QRunnable *, int)>("_ZN11QThreadPool5startEP9QRunnablei");
    original(this, new GivenTask(task, this), priority);
}

bool QThreadPool::waitForDone(int milliseconds)
{
    static const auto original = next<bool (*)(QThreadPool *, int)>("_ZN11QThreadPool11waitForDoneEi");
    const bool done = original(this, milliseconds);
    __tsan_acquire(this);
    return done;
}
